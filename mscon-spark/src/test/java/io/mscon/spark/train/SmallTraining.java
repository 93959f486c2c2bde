package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/** Trainings of a few tiny steps, all on one dataset of a hundred drawn shoes. */
final class SmallTraining {
  /** Steps of {@link #configuration} without settings. */
  static final int STEPS = 4;

  private final Path folder;

  private SmallTraining(Path folder) {
    this.folder = folder;
  }

  /**
   * Draws the corpus and prepares it.
   *
   * @param spark any session
   * @param folder empty; runs get theirs in it too
   */
  static SmallTraining in(SparkSession spark, Path folder) throws IOException {
    SmallTraining training = new SmallTraining(folder);
    DemoCorpus.write(folder.resolve("corpus"), 1, 80);
    Preparation.run(spark, training.configuration().data(), 1, training.datasetFolder());
    return training;
  }

  /**
   * A configuration.
   *
   * @param settings key=value, beside those of a small training of two lanes and four steps
   */
  Configuration configuration(String... settings) {
    return ConfigurationReader.read(
        """
        data {
          source = "%s"
          layout = zappos50k
          labels = [
            { name = category, column = Category }
            { name = closure, column = Closure, minimum-count = 8 }
            { name = material, column = Material, kind = multi-valued }
            { name = heel, column = HeelHeight, kind = continuous }
          ]
        }
        metrics = [category, closure]
        image.size = 16
        model { width = 0.125, stem = small-image, projection-hidden = 16, embedding-size = 8 }
        train { epochs = 2, global-batch = 24, micro-batch = 4, lanes = 2 }
        """
            .formatted(folder.resolve("corpus")),
        "test",
        List.of(settings));
  }

  /** Trains in a new folder and returns the weights' hash. */
  String train(SparkSession spark, Configuration configuration, StepOptions options)
      throws IOException {
    return train(spark, configuration, options, report -> {});
  }

  /** Trains in a new folder, telling of every step, and returns the weights' hash. */
  String train(
      SparkSession spark,
      Configuration configuration,
      StepOptions options,
      TrainingListener listener)
      throws IOException {
    return train(spark, configuration, newRun(spark), false, options, listener);
  }

  /** Goes on in a folder and returns the weights' hash. */
  String resume(SparkSession spark, Configuration configuration, Storage run) throws IOException {
    return train(spark, configuration, run, true, StepOptions.USUAL, report -> {});
  }

  /** Trains in a folder and returns the weights' hash. */
  String train(
      SparkSession spark,
      Configuration configuration,
      Storage run,
      boolean resume,
      StepOptions options,
      TrainingListener listener)
      throws IOException {
    PreparedDataset dataset = PreparedDataset.open(spark, datasetFolder());
    TrainingRequest request =
        new TrainingRequest(
            spark, configuration, dataset, run, resume, listener, new StopRequest());
    return GlobalBatchTrainer.train(request, options).weightsSha256();
  }

  /** An empty folder for a run. */
  Storage newRun(SparkSession spark) throws IOException {
    return HadoopStorage.open(
        Files.createTempDirectory(folder, "run-").toString(),
        spark.sparkContext().hadoopConfiguration());
  }

  /** A fault that has not struck yet. */
  InjectedFault fault(InjectedFault.Kind kind, Phase phase, long step, int part) {
    String marker = "fault-%s-%s-%s".formatted(kind, phase, UUID.randomUUID());
    return new InjectedFault(kind, phase, step, part, folder.resolve(marker).toString());
  }

  String datasetFolder() {
    return folder.resolve("dataset").toString();
  }
}
