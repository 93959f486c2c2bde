package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.Configuration;
import io.mscon.health.HealthWarning;
import io.mscon.run.RunFiles;
import io.mscon.run.StepReport;
import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training tells of its health. */
class HealthTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] EVERY_STEP = {
    "train.health-every-steps=1",
    "loss.weighting=kendall",
    "optimizer.log-variance-learning-rate=50"
  };

  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
  }

  @Test
  void everyLookIsALineAndNoWeightChanges() throws IOException {
    Storage looked = training.newRun(spark);
    String with = train(looked, false, training.configuration("train.health-every-steps=3"));
    Storage blind = training.newRun(spark);
    assertEquals(with, train(blind, false, training.configuration("train.health-every-steps=0")));
    assertEquals(List.of(), lines(blind, "health"));
    List<JsonNode> lines = lines(looked, "health");
    assertEquals(List.of(3L, 4L), lines.stream().map(line -> line.path("step").asLong()).toList());
    JsonNode line = lines.get(0);
    assertEquals(2, line.path("metrics").size(), line.toString());
    assertTrue(line.path("metrics").has("closure"), line.toString());
    for (JsonNode metric : line.path("metrics")) {
      assertEquals(48, metric.path("rows").asInt(), line.toString());
      assertTrue(metric.path("effectiveRank").asDouble() >= 1, line.toString());
      assertTrue(metric.path("spread").asDouble() > 0, line.toString());
      assertTrue(metric.path("alignment").asDouble() > 0, line.toString());
      assertTrue(metric.path("uniformity").asDouble() < 0, line.toString());
      assertTrue(metric.path("gradientNorm").asDouble() > 0, line.toString());
    }
    assertEquals(1, line.path("cka").size(), line.toString());
    assertEquals("category", line.path("cka").get(0).path("first").asText());
    double cka = line.path("cka").get(0).path("cka").asDouble();
    assertTrue(cka > 0 && cka <= 1, line.toString());
    assertEquals(
        line.path("gradientNorm").asDouble(),
        Math.hypot(
            line.path("encoderGradientNorm").asDouble(), line.path("headsGradientNorm").asDouble()),
        1e-9);
  }

  @Test
  void executorsChangeNoLine() throws IOException {
    Configuration configuration = training.configuration(EVERY_STEP);
    Storage two = training.newRun(spark);
    train(two, false, configuration);
    Storage one = training.newRun(spark);
    training.train(
        LocalSpark.session(1), configuration, one, false, StepOptions.USUAL, report -> {});
    spark = LocalSpark.session();
    assertEquals(lines(two, "health"), lines(one, "health"));
    assertEquals(lines(two, "warning"), lines(one, "warning"));
  }

  /** Judged from the second half on, each sign once, and after a stop not again. */
  @Test
  void warningsAreGivenOnceInARun() throws IOException {
    List<String> settings = new ArrayList<>(List.of(EVERY_STEP));
    settings.add("train.checkpoint-every-steps=1");
    Configuration configuration = training.configuration(settings.toArray(String[]::new));
    List<HealthWarning> told = new ArrayList<>();
    Storage whole = training.newRun(spark);
    training.train(spark, configuration, whole, false, StepOptions.USUAL, listener(told, 99));
    List<JsonNode> warnings = lines(whole, "warning");
    assertEquals(warnings.size(), told.size());
    assertEquals(
        2,
        told.stream().filter(warning -> warning.sign().label().equals("extreme-variance")).count(),
        warnings.toString());
    assertEquals(3, warnings.get(0).path("step").asLong(), "after warm-up");
    for (String field : List.of("sign", "metric", "value", "threshold", "remedy")) {
      assertTrue(warnings.get(0).hasNonNull(field), field);
    }
    Storage broken = training.newRun(spark);
    List<HealthWarning> before = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            training.train(
                spark, configuration, broken, false, StepOptions.USUAL, listener(before, 4)));
    assertFalse(before.isEmpty());
    List<HealthWarning> after = new ArrayList<>();
    training.train(spark, configuration, broken, true, StepOptions.USUAL, listener(after, 99));
    assertEquals(warnings, lines(broken, "warning"));
    assertEquals(lines(whole, "health"), lines(broken, "health"));
  }

  @Test
  void oneHeadIsComparedWithNobody() throws IOException {
    Storage run = training.newRun(spark);
    train(run, false, training.configuration("method=simclr", "train.epochs=1"));
    JsonNode line = lines(run, "health").get(0);
    assertEquals(0, line.path("cka").size(), line.toString());
    JsonNode picture = line.path("metrics").path("picture");
    assertEquals(8, picture.path("dimensionsNeeded").asInt(), line.toString());
  }

  @Test
  void classifiersHaveGradientsAndVariances() throws IOException {
    Storage run = training.newRun(spark);
    train(run, false, training.configuration("method=multi-task-cross-entropy", "train.epochs=1"));
    JsonNode line = lines(run, "health").get(0);
    assertEquals(2, line.path("metrics").size(), line.toString());
    assertTrue(line.path("metrics").path("closure").path("gradientNorm").asDouble() > 0);
    assertFalse(line.path("metrics").path("closure").has("effectiveRank"), line.toString());
    assertEquals(0, line.path("cka").size(), line.toString());
  }

  /** Tells of warnings, and fails in a step. */
  private static TrainingListener listener(List<HealthWarning> told, long failing) {
    return new TrainingListener() {
      private long steps;

      @Override
      public void onWarning(long step, HealthWarning warning) {
        told.add(warning);
      }

      @Override
      public void onStep(StepReport report) {
        steps++;
        if (steps == failing) {
          throw new IllegalStateException("the driver dies here");
        }
      }
    };
  }

  private static String train(Storage run, boolean resume, Configuration configuration)
      throws IOException {
    return training.train(spark, configuration, run, resume, StepOptions.USUAL, report -> {});
  }

  private static List<JsonNode> lines(Storage run, String type) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (String line : run.readText(RunFiles.METRICS).lines().toList()) {
      JsonNode node = JSON.readTree(line);
      if (node.path("type").asText().equals(type)) {
        found.add(node);
      }
    }
    return found;
  }
}
