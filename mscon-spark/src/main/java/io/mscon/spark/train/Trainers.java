package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.run.Storage;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Chooses the trainer that a configuration asks for. */
public final class Trainers {
  private Trainers() {}

  /**
   * Trains, or goes on training, as {@code train.trainer} says.
   *
   * @param spark the session to work with
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @param resume whether to go on from the newest good checkpoint; a complete run is left as it is
   * @param listener is told of every step
   * @param stop asks for an early end
   * @throws IOException if the run's folder can't be used
   * @throws TrainingDivergedException if the loss or a gradient is no number any more
   * @throws TrainingStoppedException if {@code stop} asked for it
   * @throws StalledStepException if nothing happens for longer than {@code train.progress-timeout}
   */
  public static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener,
      StopRequest stop)
      throws IOException {
    return switch (configuration.train().trainer()) {
      case GLOBAL_BATCH ->
          GlobalBatchTrainer.train(spark, configuration, dataset, run, resume, listener, stop);
      case PARAMETER_AVERAGING ->
          ParameterAveragingTrainer.train(
              spark, configuration, dataset, run, resume, listener, stop);
    };
  }
}
