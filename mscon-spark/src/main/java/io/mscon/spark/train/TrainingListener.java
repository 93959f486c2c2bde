package io.mscon.spark.train;

import io.mscon.health.HealthWarning;
import io.mscon.run.StepReport;
import java.util.List;
import java.util.Map;

/** Is told of the training's progress, on the driver's thread. */
public interface TrainingListener {
  /**
   * Before the first step.
   *
   * @param engines what runs the network on the lanes, each named once
   */
  default void onStart(List<String> engines) {}

  /**
   * Before the first step.
   *
   * @param bandwidths h of the kernel of every continuous metric, in its label's unit, by the
   *     metrics' names; medians are numbers here
   */
  default void onBandwidths(Map<String, Double> bandwidths) {}

  /**
   * When the training shows that something is wrong; once in a run for each sign and metric.
   *
   * @param step optimiser steps done
   * @param warning what is wrong, and what to do about it
   */
  default void onWarning(long step, HealthWarning warning) {}

  /**
   * After every optimiser step.
   *
   * @param report of the step
   */
  void onStep(StepReport report);
}
