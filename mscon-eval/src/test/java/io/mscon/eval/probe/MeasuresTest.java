package io.mscon.eval.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresTest {
  private static final double EXACT = 1e-12;

  @Test
  void figuresAreThoseOfTheirDefinitions() {
    Measures measures = Measures.of(sixPredictions(), 1).get(0);

    assertEquals(3.0 / 6, measures.top1().value(), EXACT);
    assertEquals(4.0 / 6, measures.top5().value(), EXACT);
    // Recall of a 2/3, of b 1/2, of c, which training lacks, 0.
    assertEquals((2.0 / 3 + 0.5) / 3, measures.balancedAccuracy().value(), EXACT);
    // F1 of a 4/6, of b 2/4, of c 0, of d, which no picture has, 0.
    assertEquals((4.0 / 6 + 0.5) / 4, measures.macroF1().value(), EXACT);
    assertEquals(
        List.of(
            new ClassMeasures("a", 3, 3, 2.0 / 3, 2.0 / 3, 4.0 / 6),
            new ClassMeasures("b", 2, 2, 0.5, 0.5, 0.5),
            new ClassMeasures("c", 1, 0, 0, 0, 0),
            new ClassMeasures("d", 0, 1, 0, 0, 0)),
        measures.classes());
    assertEquals(
        List.of(
            List.of(2L, 1L, 0L, 0L),
            List.of(0L, 1L, 0L, 1L),
            List.of(1L, 0L, 0L, 0L),
            List.of(0L, 0L, 0L, 0L)),
        measures.confusion());
  }

  @Test
  void intervalsOfSharesAreThoseOfTheBinomial() {
    List<TestAnswers> predictions = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boolean right = i % 5 != 0;
      predictions.add(answers("t", "s" + i, "a", right ? "a" : "b", right ? 1 : 2));
    }

    Interval top1 = Measures.of(predictions, 1).get(0).top1();

    double half = 1.96 * Math.sqrt(0.8 * 0.2 / 1000);
    assertEquals(0.8, top1.value(), EXACT);
    assertEquals(0.8 - half, top1.low(), 0.15 * half);
    assertEquals(0.8 + half, top1.high(), 0.15 * half);
  }

  @Test
  void theSeedDecidesTheResamplesAndOtherTasksDont() {
    List<TestAnswers> alone = sixPredictions();
    List<TestAnswers> both = new ArrayList<>();
    both.add(answers("other", "s0", "x", "x", 1));
    both.addAll(alone);

    assertEquals(Measures.of(alone, 1), Measures.of(alone, 1));
    assertEquals(Measures.of(alone, 1).get(0), Measures.of(both, 1).get(1));
    List<TestAnswers> many = new ArrayList<>();
    for (int i = 0; i < 997; i++) {
      many.add(answers("t", "s" + i, "a", i % 3 == 0 ? "a" : "b", 1));
    }
    assertNotEquals(Measures.of(many, 1), Measures.of(many, 2));
  }

  @Test
  void onePictureHasAnIntervalWithoutWidthAndNoneHasNoMeasures() {
    TestAnswers right = answers("t", "s", "a", "a", 1);

    assertEquals(new Interval(1, 1, 1), Measures.of(List.of(right), 1).get(0).macroF1());
    assertEquals(List.of(), Measures.of(List.of(), 1));
  }

  @Test
  void theFileComesBackAsItWent(@TempDir Path folder) throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    List<Measures> measures = Measures.of(sixPredictions(), 1);
    Measures.write(run, measures);
    assertEquals(measures, Measures.read(run));
  }

  @Test
  void baselinesHaveIntervalsOnTheSameResamples() {
    List<TestAnswers> answers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      // The random encoder is right wherever the trained one is, but on every tenth picture.
      String trained = i % 5 == 0 ? "b" : "a";
      String random = i % 10 == 1 ? "b" : trained;
      Prediction prediction = new Prediction("t", "s" + i, "a", trained, 1);
      answers.add(new TestAnswers(prediction, random, i % 4 == 0 ? "a" : "c"));
    }

    Measures measures = Measures.of(answers, 1).get(0);

    assertEquals(0.7, measures.randomEncoderTop1().value(), EXACT);
    assertEquals(0.25, measures.majorityTop1().value(), EXACT);
    assertEquals(0.1, measures.gain().value(), EXACT);
    // Paired: the gain varies as a share of 0.1 does, not as a difference of two accuracies.
    double half = 1.96 * Math.sqrt(0.1 * 0.9 / 1000);
    assertEquals(0.1 - half, measures.gain().low(), 0.15 * half);
    assertEquals(0.1 + half, measures.gain().high(), 0.15 * half);
  }

  @Test
  void measuresOfEarlierVersionsAreReadWithoutBaselines(@TempDir Path folder) throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    Measures.write(run, Measures.of(sixPredictions(), 1));
    ObjectMapper json = new ObjectMapper();
    ArrayNode file = (ArrayNode) json.readTree(run.read(RunFiles.MEASURES));
    ((ObjectNode) file.get(0)).remove(List.of("majorityTop1", "randomEncoderTop1", "gain"));
    run.write(RunFiles.MEASURES, json.writeValueAsBytes(file));

    Measures read = Measures.read(run).get(0);

    assertEquals(0.5, read.top1().value(), EXACT);
    assertNull(read.gain());
  }

  private static TestAnswers answers(
      String task, String id, String label, String predicted, int rank) {
    return new TestAnswers(new Prediction(task, id, label, predicted, rank), "a", "b");
  }

  private static List<TestAnswers> sixPredictions() {
    return List.of(
        answers("t", "s1", "a", "a", 1),
        answers("t", "s2", "a", "a", 1),
        answers("t", "s3", "a", "b", 7),
        answers("t", "s4", "b", "b", 1),
        answers("t", "s5", "b", "d", 2),
        answers("t", "s6", "c", "a", 0));
  }
}
