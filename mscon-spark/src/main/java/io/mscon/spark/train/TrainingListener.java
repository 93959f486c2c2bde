package io.mscon.spark.train;

import io.mscon.run.StepReport;

/** Is told of the training's progress, on the driver's thread. */
public interface TrainingListener {
  /**
   * After every optimiser step.
   *
   * @param report of the step
   */
  void onStep(StepReport report);
}
