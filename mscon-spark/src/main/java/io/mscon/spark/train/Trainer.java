package io.mscon.spark.train;

import io.mscon.health.HealthReport;
import io.mscon.run.TrainingState;
import java.util.Optional;

/** A way to get from one training state to the next, within a {@link TrainingRun}. */
interface Trainer {
  /** Vectors as long as the parameters that its optimiser keeps. */
  int slots();

  /** What its lanes have to know. */
  LaneSettings laneSettings();

  /** Is called once, before the first step, when the lanes are loaded. */
  Stepper start(LaneGroup lanes);

  /** Does the steps. */
  @FunctionalInterface
  interface Stepper {
    /**
     * One or more steps. May change the arrays of the state that it was given, but not before
     * everything is done that can fail.
     *
     * @param state where to go on
     */
    Advance advance(TrainingState state);
  }

  /**
   * What became of some steps.
   *
   * @param state after them
   * @param loss the mean over them
   * @param times of all of them
   * @param health of the newest one, where somebody looked
   */
  record Advance(
      TrainingState state, StepLoss loss, StepTimes times, Optional<HealthReport> health) {}
}
