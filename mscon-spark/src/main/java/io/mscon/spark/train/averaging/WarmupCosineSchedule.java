package io.mscon.spark.train.averaging;

import io.mscon.optim.WarmupCosine;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * {@link WarmupCosine} as DL4J asks for it: iterations are optimiser steps, epochs don't count.
 *
 * @param peak the learning rate after warm-up
 * @param warmupSteps steps of warm-up, 0 for none
 * @param totalSteps steps of the whole training
 */
public record WarmupCosineSchedule(double peak, long warmupSteps, long totalSteps)
    implements ISchedule {
  /**
   * The same rates.
   *
   * @param schedule of the run
   */
  public static WarmupCosineSchedule of(WarmupCosine schedule) {
    return new WarmupCosineSchedule(schedule.peak(), schedule.warmupSteps(), schedule.totalSteps());
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return new WarmupCosine(peak, warmupSteps, totalSteps).at(iteration);
  }

  /** Itself: it never changes. */
  @Override
  public WarmupCosineSchedule clone() {
    return this;
  }
}
