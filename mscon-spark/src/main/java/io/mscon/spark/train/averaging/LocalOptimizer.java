package io.mscon.spark.train.averaging;

import io.mscon.optim.WarmupCosine;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How the workers' steps go down.
 *
 * @param schedule of the learning rate
 * @param momentum of the velocity, 0 for none
 * @param weightDecay L2, on weights alone
 * @param logVarianceLearningRate of plain gradient descent on the log-variances
 */
public record LocalOptimizer(
    WarmupCosine schedule, double momentum, double weightDecay, double logVarianceLearningRate) {
  IUpdater updater() {
    return Momentum.of(momentum, WarmupCosineSchedule.of(schedule));
  }

  /** Vectors that the optimiser keeps beside the parameters. */
  public int slots() {
    return momentum == 0 ? 0 : 1;
  }
}
