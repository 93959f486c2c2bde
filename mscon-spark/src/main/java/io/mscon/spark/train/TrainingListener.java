package io.mscon.spark.train;

import io.mscon.run.StepReport;
import java.util.List;

/** Is told of the training's progress, on the driver's thread. */
public interface TrainingListener {
  /**
   * Before the first step.
   *
   * @param engines what runs the network on the lanes, each named once
   */
  default void onStart(List<String> engines) {}

  /**
   * After every optimiser step.
   *
   * @param report of the step
   */
  void onStep(StepReport report);
}
