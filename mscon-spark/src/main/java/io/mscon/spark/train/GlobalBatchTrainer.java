package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.optim.Optimizer;
import io.mscon.run.RetryingStorage;
import io.mscon.run.Storage;
import io.mscon.run.TrainingState;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/**
 * Synchronous training with the exact gradient of the global batch.
 *
 * <p>A step embeds the batch on the lanes, gathers all rows, computes the loss of every row against
 * all rows, sends back the gradient of every row (the part that flows through the columns
 * included), backpropagates it on the lanes and adds up the parameters' gradients in the order of
 * the lanes. The weights depend on configuration, data, seed and lanes only: not on executors,
 * retries, or a stop and resume.
 */
public final class GlobalBatchTrainer implements Trainer {
  private final TrainingCourse course;
  private final LaneSettings settings;
  private final GlobalLoss loss;
  private final Optimizer optimizer;
  private final boolean apart;

  private GlobalBatchTrainer(TrainingCourse course, StepOptions options) {
    Configuration configuration = course.configuration();
    this.course = course;
    this.apart = options.apart();
    this.settings = LaneSettings.of(configuration, course.network(), options.hook());
    this.loss =
        new GlobalLoss(
            configuration,
            course.trainingSet(),
            course.plan(),
            settings.precision(),
            options.rowsWithoutJob());
    this.optimizer = Optimizers.of(configuration.optimizer(), ParameterLayout.of(course.network()));
  }

  /**
   * Trains, or goes on training, to the end.
   *
   * @param spark the session to work with
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @param resume whether to go on from the newest good checkpoint; a complete run is left as it is
   * @param listener is told of every step
   * @throws IOException if the run's folder can't be used
   */
  public static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener)
      throws IOException {
    return train(spark, configuration, dataset, run, resume, listener, new StopRequest());
  }

  /**
   * Trains, or goes on training.
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
    return train(
        spark,
        configuration,
        dataset,
        new RetryingStorage(run),
        resume,
        listener,
        stop,
        StepOptions.USUAL);
  }

  /** The same on a folder that is taken as it is: whoever calls decides what is tried again. */
  static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener,
      StopRequest stop,
      StepOptions options)
      throws IOException {
    return TrainingRun.train(
        new TrainingRequest(spark, configuration, dataset, run, resume, listener, stop),
        course -> new GlobalBatchTrainer(course, options));
  }

  @Override
  public int slots() {
    return optimizer.slots();
  }

  @Override
  public LaneSettings laneSettings() {
    return settings;
  }

  @Override
  public Stepper start(LaneGroup lanes) {
    if (apart) {
      lanes.keepApart();
    }
    GlobalStep globalStep = new GlobalStep(course.plan(), loss, lanes);
    return state -> {
      StepPosition position = StepPosition.of(state.step(), course.plan().stepsPerEpoch());
      StepClock clock = new StepClock(lanes.slots());
      StepOutcome outcome =
          globalStep.compute(position, Values.of(state.parameters()), state.logVariances(), clock);
      return apply(state, outcome, clock);
    };
  }

  private Advance apply(TrainingState state, StepOutcome outcome, StepClock clock) {
    double learningRate = course.schedule().at(state.step());
    clock.computing(
        () -> {
          optimizer.step(
              state.step(),
              state.parameters(),
              state.slots(),
              outcome.gradient().float32(),
              learningRate);
          RunningStatistics.update(state.statistics(), outcome.embedded());
          updateLogVariances(state.logVariances(), outcome.logVarianceGradients());
          return state;
        });
    clock.lap("update");
    TrainingState next =
        new TrainingState(
            state.step() + 1,
            state.parameters(),
            state.statistics(),
            state.slots(),
            state.logVariances());
    return new Advance(next, outcome.loss(), clock.times());
  }

  private void updateLogVariances(double[] logVariances, double[] gradients) {
    double rate = course.configuration().optimizer().logVarianceLearningRate();
    for (int metric = 0; metric < logVariances.length; metric++) {
      logVariances[metric] -= rate * gradients[metric];
    }
  }
}
