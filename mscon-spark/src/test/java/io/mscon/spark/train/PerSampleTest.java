package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.Configuration;
import io.mscon.run.RunFiles;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings with log-variances of samples. */
class PerSampleTest {
  private static final String PER_SAMPLE = "loss.weighting=per-sample";
  private static final String OF_ALL_KINDS = "metrics=[category, closure, material, heel]";

  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
  }

  @Test
  void allWaysOfWorkingOffAStepGiveTheSameBits() throws IOException {
    Configuration configuration = training.configuration(PER_SAMPLE, OF_ALL_KINDS, "train.lanes=3");
    String usual = training.train(spark, configuration, StepOptions.USUAL);
    StepOptions onExecutors = new StepOptions(0, true, PhaseHook.NONE);
    assertEquals(usual, training.train(spark, configuration, onExecutors));
    SparkSession one = LocalSpark.session(1);
    assertEquals(usual, training.train(one, configuration, StepOptions.USUAL));
    spark = LocalSpark.session();
  }

  @Test
  void whatLogVariancesDependOnMatters() throws IOException {
    Configuration ofLabels = training.configuration(PER_SAMPLE);
    Configuration ofPictures =
        training.configuration(PER_SAMPLE, "loss.sample-uncertainty=picture");
    String first = training.train(spark, ofLabels, StepOptions.USUAL);
    String second = training.train(spark, ofPictures, StepOptions.USUAL);
    assertNotEquals(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mscon", "supcon", "simclr", "cross-entropy", "multi-task-cross-entropy"})
  void beginsAsUniformAndLearnsWithEveryMethod(String method) throws IOException {
    String one = method.equals("supcon") || method.equals("cross-entropy") ? "" : ", closure";
    List<JsonNode> steps = steps("method=" + method, "metrics=[category" + one + "]", PER_SAMPLE);
    JsonNode first = steps.get(0);
    double sum = 0;
    for (JsonNode loss : first.path("excess")) {
      sum += loss.asDouble();
    }
    assertEquals(sum, first.path("loss").asDouble(), 1e-9);
    for (JsonNode metric : first.path("uncertainties")) {
      assertEquals(0, metric.path("mean").asDouble());
      assertEquals(1, metric.path("weight").asDouble());
    }
    assertEquals(first.path("metricLoss").size(), first.path("uncertainties").size());
    for (JsonNode metric : steps.get(SmallTraining.STEPS - 1).path("uncertainties")) {
      assertTrue(metric.path("mean").asDouble() > 0, metric.toString());
      assertTrue(metric.path("deviation").asDouble() > 0, metric.toString());
      assertTrue(metric.path("weight").asDouble() < 1, metric.toString());
    }
  }

  @Test
  void normalisedWeightsAverageOne() throws IOException {
    JsonNode normalised = steps(PER_SAMPLE).get(SmallTraining.STEPS - 1);
    double sum = 0;
    for (JsonNode weight : normalised.path("weights")) {
      sum += weight.asDouble();
    }
    assertEquals(2, sum, 1e-12);
    JsonNode printed = steps(PER_SAMPLE, "loss.normalise-weights=false").get(3);
    printed
        .path("uncertainties")
        .fields()
        .forEachRemaining(
            metric ->
                assertEquals(
                    metric.getValue().path("weight").asDouble(),
                    printed.path("weights").path(metric.getKey()).asDouble(),
                    1e-12));
  }

  @Test
  void otherWeightingsSayNothingOfSamples() throws IOException {
    assertFalse(steps("loss.weighting=kendall").get(0).has("uncertainties"));
  }

  private static List<JsonNode> steps(String... settings) throws IOException {
    Storage run = training.newRun(spark);
    Configuration configuration = training.configuration(settings);
    training.train(spark, configuration, run, false, StepOptions.USUAL, report -> {});
    List<JsonNode> steps = new ArrayList<>();
    for (String line : run.readText(RunFiles.METRICS).lines().toList()) {
      JsonNode node = new ObjectMapper().readTree(line);
      if (node.path("type").asText().equals("step")) {
        steps.add(node);
      }
    }
    return steps;
  }
}
