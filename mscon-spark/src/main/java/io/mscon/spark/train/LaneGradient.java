package io.mscon.spark.train;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a lane returns from the last job; its gradient is left in the exchange.
 *
 * @param radialSums per metric, the sum of z dL/dz over the lane's rows
 * @param report times
 */
record LaneGradient(double[] radialSums, LaneReport report) implements LaneResult, Serializable {
  @Override
  public Optional<String> damage() {
    return Optional.empty();
  }
}
