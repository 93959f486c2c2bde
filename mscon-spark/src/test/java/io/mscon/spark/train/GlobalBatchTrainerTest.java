package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationException;
import io.mscon.config.ConfigurationReader;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.model.InitialWeights;
import io.mscon.run.RunFiles;
import io.mscon.run.StepReport;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalBatchTrainerTest {
  private static final TrainingListener SILENT = report -> {};

  @TempDir static Path folder;
  private static SparkSession spark;
  private static PreparedDataset dataset;
  private static int runs;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    DemoCorpus.write(folder.resolve("corpus"), 1, 80);
    Preparation.run(spark, configuration().data(), 1, folder.resolve("dataset").toString());
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  @Test
  void theSameSettingsGiveTheSameBitsOnOneCoreAndOnTwo() throws IOException {
    String onTwo = train(newRun(), configuration()).weightsSha256();
    SparkSession one = LocalSpark.session(1);
    PreparedDataset again = PreparedDataset.open(one, folder.resolve("dataset").toString());
    TrainResult onOne =
        Trainers.train(
            new TrainingRequest(
                one, configuration(), again, newRun(), false, SILENT, new StopRequest()));
    assertEquals(onTwo, onOne.weightsSha256());
    spark = LocalSpark.session();
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  @Test
  void keptActivationsChangeNoBit() throws IOException {
    String kept = train(newRun(), configuration()).weightsSha256();
    String recomputed = train(newRun(), configuration("train.kept-activations=0")).weightsSha256();
    assertEquals(kept, recomputed);
  }

  @Test
  void theSecondEngineTrainsAsTheFirstDoes() throws IOException {
    String epoch = "train.epochs=1";
    TrainResult first = train(newRun(), configuration(epoch));
    TrainResult second = train(newRun(), configuration(epoch, "compute.engine=dl4j"));
    assertEquals(first.loss(), second.loss(), 0.01 * first.loss());
    assertNotEquals(first.weightsSha256(), second.weightsSha256());
  }

  @Test
  void seedLanesAndWeightingDoMatter() throws IOException {
    String hash = train(newRun(), configuration()).weightsSha256();
    assertNotEquals(hash, train(newRun(), configuration("seed=2")).weightsSha256());
    assertNotEquals(hash, train(newRun(), configuration("train.lanes=1")).weightsSha256());
    assertNotEquals(hash, train(newRun(), configuration("loss.weighting=exact")).weightsSha256());
  }

  /** Its log-variances' gradients come back from the lanes; other weightings know them before. */
  @Test
  void exactWeightingLearnsATemperatureForEveryMetric() throws IOException {
    Storage run = newRun();
    train(run, configuration("loss.weighting=exact"));
    JsonNode learned = new ObjectMapper().readTree(lastStep(run)).path("logVariances");
    assertEquals(2, learned.size(), lastStep(run));
    for (JsonNode logVariance : learned) {
      assertTrue(Math.abs(logVariance.asDouble()) > 1e-6, learned.toString());
    }
  }

  private static String lastStep(Storage run) throws IOException {
    List<String> lines =
        run.readText(RunFiles.METRICS)
            .lines()
            .filter(line -> line.startsWith("{\"type\":\"step\""))
            .toList();
    return lines.get(lines.size() - 1);
  }

  @Test
  void aResumedRunGivesTheSameBitsAndTheSameMetrics() throws IOException {
    Storage whole = newRun();
    String hash = train(whole, configuration("train.checkpoint-every-steps=3")).weightsSha256();
    Storage broken = newRun();
    Configuration configuration = configuration("train.checkpoint-every-steps=3");
    TrainingListener failing =
        report -> {
          if (report.epoch() == 2 && report.step() == 2) {
            throw new IllegalStateException("the driver dies here");
          }
        };
    assertThrows(IllegalStateException.class, () -> train(broken, configuration, false, failing));
    assertFalse(broken.exists(RunFiles.SUCCESS));
    List<StepReport> steps = new ArrayList<>();
    TrainResult resumed = train(broken, configuration, true, steps::add);
    assertEquals(hash, resumed.weightsSha256());
    assertTrue(steps.size() < resumed.steps(), "it went on, not from the start");
    assertEquals(stepLines(whole), stepLines(broken));
  }

  /**
   * A small step along the gradient lowers the loss by rate |g|^2, whatever way the gradient took:
   * rows, columns, lanes, micro-batches, heads, encoder.
   */
  @ParameterizedTest
  @CsvSource({"mscon, 1", "mscon, 2", "multi-task-cross-entropy, 2"})
  void aStepLowersTheLossAsTheGradientSays(String method, int lanes) throws IOException {
    int pictures = (int) dataset.manifest().splits().get("train").pictures();
    assertEquals(0, pictures % 2, "the test needs two equal lanes");
    double rate = 1e-4;
    String[] settings = {
      "augmentation { crop-scale-minimum = 1, flip-probability = 0, jitter-probability = 0 }",
      "train { epochs = 1, lanes = " + lanes + ", global-batch = " + pictures + " }",
      "train.micro-batch = " + pictures / lanes,
      "optimizer { momentum = 0, weight-decay = 0, warmup-epochs = 0 }",
      "augmentation.grey-probability = 0",
      "optimizer.learning-rate = " + rate,
      "method = " + method
    };
    Storage one = newRun();
    double before = train(one, block(settings), false, SILENT).loss();
    settings[1] = settings[1].replace("epochs = 1", "epochs = 2");
    double after = train(newRun(), block(settings), false, SILENT).loss();
    TrainedModel model = TrainedModel.read(one);
    float[] moved = model.readWeights(one).parameters();
    float[] start = InitialWeights.parameters(model.network(), 1);
    double squares = 0;
    for (int i = 0; i < start.length; i++) {
      squares += Math.pow((double) moved[i] - start[i], 2);
    }
    assertEquals(squares / rate, before - after, 0.03 * squares / rate);
  }

  /** Every step once, with the same loss; what depends on the clock is left out. */
  private static List<String> stepLines(Storage run) throws IOException {
    return run.readText(RunFiles.METRICS)
        .lines()
        .filter(line -> line.startsWith("{\"type\":\"step\""))
        .map(line -> line.replaceFirst("\"imagesPerSecond.*", ""))
        .toList();
  }

  @Test
  void saysWhatRunsTheNetwork() throws IOException {
    List<String> engines = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(List<String> found) {
            engines.addAll(found);
          }

          @Override
          public void onStep(StepReport report) {}
        };
    Storage run = newRun();
    train(run, configuration(), false, listener);
    assertEquals(1, engines.size(), engines.toString());
    assertTrue(engines.get(0).startsWith("oneDNN"), engines.toString());
    assertTrue(run.readText(RunFiles.METRICS).contains(engines.get(0)));
    assertTrue(run.readText(RunFiles.METRICS).contains("\"bandwidths\":{}"));
  }

  @Test
  void aFinishedRunIsLeftAsItIs() throws IOException {
    Storage run = newRun();
    TrainResult first = train(run, configuration());
    TrainResult second =
        train(
            run,
            configuration(),
            true,
            report -> {
              throw new AssertionError("nothing is left to do");
            });
    assertTrue(second.alreadyComplete());
    assertEquals(first.weightsSha256(), second.weightsSha256());
    TrainedModel model = TrainedModel.read(run);
    assertEquals(List.of("category", "gender"), model.metrics());
    assertEquals(List.of("category", "gender"), model.labels());
    assertEquals(model.network().featureSize(), 64);
    model.readWeights(run);
  }

  @Test
  void aStopAfterTheLastStepLeavesAFinishedRun() throws IOException {
    Storage run = newRun();
    StopRequest stop = new StopRequest();
    TrainingListener late =
        report -> {
          if (report.epoch() == report.epochs() && report.step() == report.stepsInEpoch()) {
            stop.stop("SIGTERM");
          }
        };
    TrainResult result =
        Trainers.train(
            new TrainingRequest(spark, configuration(), dataset, run, false, late, stop));
    assertTrue(run.exists(RunFiles.SUCCESS));
    assertTrue(run.readText(RunFiles.RESULT).contains(result.weightsSha256()));
  }

  @Test
  void refusesAFolderWithARunAndOtherSettings() throws IOException {
    Storage run = newRun();
    train(run, configuration());
    IOException holds = assertThrows(IOException.class, () -> train(run, configuration()));
    assertTrue(holds.getMessage().contains("--resume"), holds.getMessage());
    Configuration other = configuration("optimizer.momentum=0.5", "seed=3");
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> train(run, other, true, SILENT));
    assertEquals(2, refused.problems().size(), refused.getMessage());
    assertTrue(refused.getMessage().contains("optimizer.momentum was 0.9 and is 0.5"));
  }

  @Test
  void aRunOfAnEarlierVersionLacksSettingsThatCameLater() throws IOException {
    Storage run = newRun();
    TrainResult first = train(run, configuration());
    String stored = run.readText(RunFiles.CONFIGURATION);
    assertTrue(stored.contains("trust-coefficient"), stored);
    run.writeText(RunFiles.CONFIGURATION, stored.replaceAll("(?m)^.*trust-coefficient.*$", ""));
    TrainResult again = train(run, configuration(), true, SILENT);
    assertEquals(first.weightsSha256(), again.weightsSha256());
    Configuration changed = configuration("optimizer.trust-coefficient=0.5");
    assertThrows(ConfigurationException.class, () -> train(run, changed, true, SILENT));
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndSaysWhatToTry() {
    Configuration wild = configuration("optimizer.learning-rate=1e30", "optimizer.warmup-epochs=0");
    TrainingDivergedException stopped =
        assertThrows(TrainingDivergedException.class, () -> train(newRun(), wild));
    assertTrue(stopped.getMessage().contains("metric category"), stopped.getMessage());
    assertTrue(stopped.getMessage().contains("optimizer.learning-rate"), stopped.getMessage());
  }

  @Test
  void namesEveryMetricThatIsNoLabel() {
    Configuration unknown = configuration("metrics=[categry, gendr]");
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> train(newRun(), unknown));
    assertEquals(2, refused.problems().size());
  }

  private static TrainResult train(Storage run, Configuration configuration) throws IOException {
    return train(run, configuration, false, SILENT);
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

  private static Configuration block(String... lines) {
    return ConfigurationReader.read(text() + String.join("\n", lines), "test", List.of());
  }

  private static Configuration configuration(String... settings) {
    return ConfigurationReader.read(text(), "test", List.of(settings));
  }

  private static String text() {
    return """
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
        """
        .formatted(folder.resolve("corpus"));
  }
}
