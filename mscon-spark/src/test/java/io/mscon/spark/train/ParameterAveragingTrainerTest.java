package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Weights;
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

class ParameterAveragingTrainerTest {
  private static final TrainingListener SILENT = report -> {};
  private static final String PLAIN_SGD =
      "optimizer { momentum = 0, weight-decay = 0, warmup-epochs = 0, learning-rate = 0.05 }";

  @TempDir static Path folder;
  private static SparkSession spark;
  private static PreparedDataset dataset;
  private static int runs;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    DemoCorpus.write(folder.resolve("corpus"), 1, 80);
    Preparation.run(spark, averaging().data(), 1, folder.resolve("dataset").toString());
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  @Test
  void onOneLaneItStepsAsTheGlobalBatchTrainerDoes() throws IOException {
    String[] settings = {
      "train { lanes = 1, epochs = 1, global-batch = 16, micro-batch = 16 }", PLAIN_SGD
    };
    requireCloseWeights(settings, 1e-6);
  }

  @Test
  void momentumDecayAndWarmupAreThoseOfTheGlobalBatchTrainer() throws IOException {
    String[] settings = {
      "train { lanes = 1, epochs = 2, global-batch = 32, micro-batch = 32 }",
      "optimizer { momentum = 0.9, weight-decay = 0.01, warmup-epochs = 1, learning-rate = 0.01 }",
      "loss.weighting = kendall"
    };
    requireCloseWeights(settings, 1e-5);
  }

  private static void requireCloseWeights(String[] settings, double tolerance) throws IOException {
    Weights averaged = weights(averaging(settings));
    Weights exact = weights(globalBatch(settings));
    double parameters = greatest(averaged.parameters(), exact.parameters());
    double statistics = greatest(averaged.statistics(), exact.statistics());
    float[] start = InitialWeights.parameters(network(averaging(settings)), 1);
    double moved = greatest(start, exact.parameters());
    System.out.printf(
        "one lane: greatest difference of a parameter %.1e (moved by up to %.1e), of a running statistic %.1e%n",
        parameters, moved, statistics);
    assertTrue(moved > 100 * tolerance, "the parameters moved by up to " + moved);
    assertTrue(parameters < tolerance, "parameters differ by up to " + parameters);
    assertTrue(statistics < 1e-5, "statistics differ by up to " + statistics);
  }

  /**
   * One step of plain gradient descent at rate 1 moves the parameters by the gradient: what the
   * lanes' own negatives make of it.
   */
  @Test
  void onSeveralLanesTheGradientIsAnotherOne() throws IOException {
    for (int lanes : new int[] {2, 4}) {
      String[] settings = {
        "train { lanes = " + lanes + ", epochs = 1, global-batch = 48, micro-batch = 48 }",
        PLAIN_SGD,
        "optimizer.learning-rate = 1"
      };
      String[] exactSettings = settings.clone();
      exactSettings[0] = settings[0].replace("micro-batch = 48", "micro-batch = " + 48 / lanes);
      double[] local = step(averaging(settings));
      double[] exact = step(globalBatch(exactSettings));
      double cosine = dot(local, exact) / Math.sqrt(dot(local, local) * dot(exact, exact));
      double difference = difference(local, exact);
      System.out.printf(
          "%d lanes: relative difference of the averaged local gradient %.3f, cosine %.4f, length ratio %.3f%n",
          lanes, difference, cosine, Math.sqrt(dot(local, local) / dot(exact, exact)));
      assertTrue(difference > 0.01, "relative difference " + difference);
      assertTrue(cosine > 0 && cosine < 0.9999, "cosine " + cosine);
    }
  }

  @Test
  void theSameSettingsGiveTheSameBitsOnOneCoreAndOnTwo() throws IOException {
    Configuration configuration = averaging("train { lanes = 4, averaging-frequency = 2 }");
    String onTwo = train(newRun(), configuration).weightsSha256();
    assertEquals(onTwo, train(newRun(), configuration).weightsSha256());
    SparkSession one = LocalSpark.session(1);
    PreparedDataset again = PreparedDataset.open(one, folder.resolve("dataset").toString());
    TrainResult onOne =
        Trainers.train(
            new TrainingRequest(
                one, configuration, again, newRun(), false, SILENT, new StopRequest()));
    assertEquals(onTwo, onOne.weightsSha256());
    spark = LocalSpark.session();
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  @Test
  void howOftenParametersAreAveragedDoesMatter() throws IOException {
    List<StepReport> rounds = new ArrayList<>();
    Configuration every = averaging("train { global-batch = 16, averaging-frequency = 1 }");
    Configuration fourth = averaging("train { global-batch = 16, averaging-frequency = 4 }");
    TrainResult often = train(newRun(), every);
    TrainResult seldom = train(newRun(), fourth, false, rounds::add);
    assertEquals(often.steps(), seldom.steps());
    assertEquals((seldom.steps() + 3) / 4, rounds.size(), "a line per round, the last one shorter");
    assertNotEquals(often.weightsSha256(), seldom.weightsSha256());
  }

  @Test
  void aResumedRunGivesTheSameBitsAndTheSameMetrics() throws IOException {
    Configuration configuration =
        averaging(
            "train { global-batch = 16, averaging-frequency = 2, checkpoint-every-steps = 2 }");
    Storage whole = newRun();
    String hash = train(whole, configuration).weightsSha256();
    Storage broken = newRun();
    TrainingListener failing =
        report -> {
          if (report.epoch() == 2) {
            throw new IllegalStateException("the driver dies here");
          }
        };
    assertThrows(IllegalStateException.class, () -> train(broken, configuration, false, failing));
    assertFalse(broken.exists(RunFiles.SUCCESS));
    List<StepReport> rounds = new ArrayList<>();
    TrainResult resumed = train(broken, configuration, true, rounds::add);
    assertEquals(hash, resumed.weightsSha256());
    assertTrue(2L * rounds.size() < resumed.steps(), "it went on, not from the start");
    assertEquals(stepLines(whole), stepLines(broken));
  }

  @Test
  void leavesARunLikeTheOtherTrainer() throws IOException {
    Storage run = newRun();
    TrainResult result = train(run, averaging());
    assertTrue(run.exists(RunFiles.SUCCESS));
    TrainedModel model = TrainedModel.read(run);
    assertEquals(List.of("category", "gender"), model.metrics());
    assertEquals(result.weightsSha256(), model.weightsSha256());
    assertEquals(model.network().featureSize(), 64);
    model.readWeights(run);
    String metrics = run.readText(RunFiles.METRICS);
    assertTrue(metrics.contains("DL4J"), "the engine is named");
    assertTrue(metrics.contains("\"metricLoss\":{\"category\":"), metrics);
    TrainResult again = train(run, averaging(), true, SILENT);
    assertTrue(again.alreadyComplete());
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndSaysWhatToTry() {
    Configuration wild = averaging("optimizer { learning-rate = 1e30, warmup-epochs = 0 }");
    TrainingDivergedException stopped =
        assertThrows(TrainingDivergedException.class, () -> train(newRun(), wild));
    assertTrue(stopped.getMessage().contains("optimizer.learning-rate"), stopped.getMessage());
  }

  @Test
  void aLaneThatFailsNamesTheStepAndLeavesACheckpoint() throws IOException {
    Storage run = newRun();
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class,
            () ->
                ParameterAveragingTrainer.train(
                    new TrainingRequest(
                        spark,
                        averaging("train.global-batch = 16"),
                        dataset,
                        run,
                        false,
                        SILENT,
                        new StopRequest()),
                    new LaneOneFails()));
    assertTrue(failed.getMessage().contains("own steps from step 3"), failed.getMessage());
    assertEquals(List.of("step-00000002"), run.list(RunFiles.CHECKPOINTS));
  }

  /** On the executors, in the third step. */
  private record LaneOneFails() implements PhaseHook {
    @Override
    public void enter(Phase phase, long step, int part) {
      if (phase == Phase.LOCAL_STEPS && step == 2 && part == 1) {
        throw new IllegalStateException("lane 1 dies here");
      }
    }
  }

  @Test
  void aDamagedResultIsNoticedAndTheRoundRunAgain() throws IOException {
    Configuration configuration = averaging("train.global-batch = 16");
    String marker = folder.resolve("damaged").toString();
    InjectedFault fault =
        new InjectedFault(InjectedFault.Kind.CORRUPT, Phase.LOCAL_STEPS, 1, 1, marker);
    TrainResult damaged =
        ParameterAveragingTrainer.train(
            new TrainingRequest(
                spark, configuration, dataset, newRun(), false, SILENT, new StopRequest()),
            fault);
    assertTrue(fault.struck());
    assertEquals(train(newRun(), configuration).weightsSha256(), damaged.weightsSha256());
  }

  @Test
  void resultsThatAreDamagedAgainAndAgainEndTheRun() {
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class,
            () ->
                ParameterAveragingTrainer.train(
                    new TrainingRequest(
                        spark, averaging(), dataset, newRun(), false, SILENT, new StopRequest()),
                    new AlwaysDamaged()));
    assertTrue(
        failed
            .getMessage()
            .contains(
                "damaged 3 times: parameters or momentum of lane 0 (wrong checksum) in phase"
                    + " local-steps of step 1"),
        failed.getMessage());
  }

  /** Every lane's numbers, every time. */
  private record AlwaysDamaged() implements PhaseHook {
    @Override
    public Parcel leave(Phase phase, long step, int part, Parcel result) {
      byte[] bytes = result.bytes().clone();
      bytes[0] ^= 1;
      return new Parcel(bytes);
    }
  }

  @Test
  void aStopIsNoticed() throws IOException {
    StopRequest stop = new StopRequest();
    TrainingListener stopping = report -> stop.stop("SIGTERM");
    Storage run = newRun();
    assertThrows(
        TrainingStoppedException.class,
        () ->
            Trainers.train(
                new TrainingRequest(spark, averaging(), dataset, run, false, stopping, stop)));
    assertEquals(List.of("step-00000001"), run.list(RunFiles.CHECKPOINTS));
  }

  /** Every line once, with the same loss; what depends on the clock is left out. */
  private static List<String> stepLines(Storage run) throws IOException {
    return run.readText(RunFiles.METRICS)
        .lines()
        .filter(line -> line.startsWith("{\"type\":\"step\""))
        .map(line -> line.replaceFirst("\"imagesPerSecond.*", ""))
        .toList();
  }

  private static double[] step(Configuration configuration) throws IOException {
    Storage run = newRun();
    assertEquals(1, train(run, configuration).steps());
    float[] moved = TrainedModel.read(run).readWeights(run).parameters();
    float[] start = InitialWeights.parameters(TrainedModel.read(run).network(), 1);
    double[] step = new double[start.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = (double) start[i] - moved[i];
    }
    return step;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static double difference(double[] found, double[] exact) {
    double[] apart = new double[exact.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = found[i] - exact[i];
    }
    return Math.sqrt(dot(apart, apart) / dot(exact, exact));
  }

  private static double greatest(float[] left, float[] right) {
    double greatest = 0;
    for (int i = 0; i < left.length; i++) {
      greatest = Math.max(greatest, Math.abs((double) left[i] - right[i]));
    }
    return greatest;
  }

  private static NetworkSpec network(Configuration configuration) {
    TrainingSet trainingSet = TrainingSet.read(dataset, configuration);
    return TrainingCourse.of(configuration, trainingSet, dataset.manifest()).network();
  }

  private static Weights weights(Configuration configuration) throws IOException {
    Storage run = newRun();
    train(run, configuration);
    return TrainedModel.read(run).readWeights(run);
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

  private static Configuration averaging(String... lines) {
    return configuration("train.trainer = parameter-averaging", lines);
  }

  private static Configuration globalBatch(String... lines) {
    return configuration("compute.engine = dl4j", lines);
  }

  private static Configuration configuration(String first, String... lines) {
    String text = text() + first + "\n" + String.join("\n", lines);
    return ConfigurationReader.read(text, "test", List.of());
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
        train { epochs = 2, global-batch = 32, lanes = 2, micro-batch = 32 }
        """
        .formatted(folder.resolve("corpus"));
  }
}
