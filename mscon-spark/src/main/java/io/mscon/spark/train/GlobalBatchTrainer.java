package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.health.HealthReport;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.optim.Optimizer;
import io.mscon.run.TrainingState;
import java.io.IOException;
import java.util.Optional;

/**
 * Synchronous training with the exact gradient of the global batch.
 *
 * <p>A step embeds the batch on the lanes, gathers all rows, computes the loss of every row against
 * all rows, sends back the gradient of every row (the part that flows through the columns
 * included), backpropagates it on the lanes and adds up the parameters' gradients in the order of
 * the lanes. The weights depend on configuration, data, seed and lanes only: not on executors,
 * retries, or a stop and resume.
 */
final class GlobalBatchTrainer implements Trainer {
  private final TrainingCourse course;
  private final LaneSettings settings;
  private final GlobalLoss loss;
  private final Optimizer optimizer;
  private final StepHealth health;
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
            course.network(),
            course.uncertainty(),
            settings.precision(),
            options.rowsWithoutJob());
    this.health = new StepHealth(course);
    this.optimizer = Optimizers.of(configuration.optimizer(), ParameterLayout.of(course.network()));
  }

  /**
   * Trains, or goes on training.
   *
   * @param request what is asked for; nothing that fails in its folder is tried again
   * @param options how steps are worked off
   * @throws IOException if the run's folder can't be used
   */
  static TrainResult train(TrainingRequest request, StepOptions options) throws IOException {
    return TrainingRun.train(request, course -> new GlobalBatchTrainer(course, options));
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
    Optional<HealthReport> report = health.of(state, outcome, clock);
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
    return new Advance(next, outcome.loss(), clock.times(), report);
  }

  private void updateLogVariances(double[] logVariances, double[] gradients) {
    double rate = course.configuration().optimizer().logVarianceLearningRate();
    for (int metric = 0; metric < logVariances.length; metric++) {
      logVariances[metric] -= rate * gradients[metric];
    }
  }
}
