package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.run.Checkpoints;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainingState;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimisers and learning rates as a whole run uses them. */
class OptimizerRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TrainingListener SILENT = report -> {};

  @TempDir static Path folder;
  private static SparkSession spark;
  private static PreparedDataset dataset;
  private static int runs;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    DemoCorpus.write(folder.resolve("corpus"), 1, 60);
    Preparation.run(spark, configuration().data(), 1, folder.resolve("dataset").toString());
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  @Test
  void aResumedRunOfAdamWGivesTheSameBits() throws IOException {
    Configuration configuration =
        configuration("optimizer.algorithm=adamw", "train.checkpoint-every-steps=2");
    String whole = train(newRun(), configuration, false, SILENT).weightsSha256();
    Storage broken = newRun();
    TrainingListener failing =
        report -> {
          if (report.epoch() == 2 && report.step() == 2) {
            throw new IllegalStateException("the driver dies here");
          }
        };
    assertThrows(IllegalStateException.class, () -> train(broken, configuration, false, failing));
    TrainingState kept = new Checkpoints(broken, 1).newest().orElseThrow();
    assertEquals(2, kept.slots().length, "AdamW's moments are in the checkpoint");
    int[] stepsLeft = {0};
    TrainResult resumed = train(broken, configuration, true, report -> stepsLeft[0]++);
    assertEquals(whole, resumed.weightsSha256());
    assertTrue(stepsLeft[0] < resumed.steps(), "it went on, not from the start");
  }

  /**
   * With a learning rate so small that the network stands still, the log-variances of two runs
   * differ only if something of the network's optimiser reaches them.
   */
  @Test
  void decayScalingAndAlgorithmDoNotReachTheLogVariances() throws IOException {
    String still = "optimizer.learning-rate=1e-30";
    List<JsonNode> plain = steps("optimizer.weight-decay=0", still);
    List<JsonNode> scaled =
        steps(
            "optimizer.weight-decay=0.5",
            still,
            "optimizer.algorithm=adamw",
            "optimizer.learning-rate-scaling=linear",
            "optimizer.reference-batch=4");
    assertEquals(plain.size(), scaled.size());
    for (int step = 0; step < plain.size(); step++) {
      double rate = plain.get(step).path("learningRate").asDouble();
      double scaledRate = scaled.get(step).path("learningRate").asDouble();
      assertEquals(4 * rate, scaledRate, 1e-6 * scaledRate);
      JsonNode expected = plain.get(step).path("logVariances");
      assertNotEquals(0, expected.path(0).asDouble());
      assertEquals(expected, scaled.get(step).path("logVariances"), "step " + step);
    }
  }

  @Test
  void theLogVariancesFollowTheirOwnLearningRate() throws IOException {
    double once = firstLogVariance("optimizer.log-variance-learning-rate=0.01");
    double twice = firstLogVariance("optimizer.log-variance-learning-rate=0.02");
    assertEquals(2 * once, twice, 1e-12);
  }

  private static double firstLogVariance(String setting) throws IOException {
    return steps(setting).get(0).path("logVariances").path(0).asDouble();
  }

  private static List<JsonNode> steps(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("loss.weighting=kendall");
    all.add("train.epochs=1");
    Storage run = newRun();
    train(run, configuration(all.toArray(String[]::new)), false, SILENT);
    List<JsonNode> steps = new ArrayList<>();
    for (String line : run.readText(RunFiles.METRICS).lines().toList()) {
      JsonNode node = JSON.readTree(line);
      if (node.path("type").asText().equals("step")) {
        steps.add(node);
      }
    }
    assertTrue(steps.size() > 1, "decay shows only from the second step on");
    return steps;
  }

  private static TrainResult train(
      Storage run, Configuration configuration, boolean resume, TrainingListener listener)
      throws IOException {
    return Trainers.train(
        new TrainingRequest(
            spark, configuration, dataset, run, resume, listener, new StopRequest()));
  }

  private static Storage newRun() throws IOException {
    return HadoopStorage.open(
        folder.resolve("run-" + runs++).toString(), spark.sparkContext().hadoopConfiguration());
  }

  private static Configuration configuration(String... settings) {
    String text =
        """
        data {
          source = "%s"
          layout = zappos50k
          labels = [
            { name = category, column = Category }
            { name = gender, column = Gender }
          ]
        }
        metrics = [category, gender]
        image.size = 16
        model { width = 0.125, stem = small-image, projection-hidden = 16, embedding-size = 8 }
        train { epochs = 2, global-batch = 16, micro-batch = 4 }
        """;
    return ConfigurationReader.read(
        text.formatted(folder.resolve("corpus")), "test", List.of(settings));
  }
}
