package io.mscon.spark.train;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a lane returns from the last job; its gradient is left in the exchange.
 *
 * @param lane which
 * @param radialSums per metric, the sum of z dL/dz over the lane's rows, float64
 * @param here whether the driver can have its gradient without the network
 * @param report times
 */
record LaneGradient(int lane, Parcel radialSums, boolean here, LaneReport report)
    implements LaneResult, Serializable {
  /** The same with the sums as they come out of something. */
  LaneGradient through(UnaryOperator<Parcel> way) {
    return new LaneGradient(lane, way.apply(radialSums), here, report);
  }

  @Override
  public Optional<String> damage() {
    return radialSums.intact()
        ? Optional.empty()
        : Optional.of("radial sums of lane " + lane + " (wrong checksum)");
  }
}
