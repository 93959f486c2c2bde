package io.mscon.spark.train;

import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * A range of a lane's gradient, on its way to the executor that adds this range up.
 *
 * @param lane whose gradient
 * @param values of the range
 * @param radialSums per metric, the sum of z dL/dz over the lane's rows, float64; the same in all
 *     ranges
 * @param report times of the lane's task
 */
record GradientSlice(int lane, Parcel values, Parcel radialSums, LaneReport report)
    implements Serializable {

  /** Whether all numbers are those that were packed. */
  boolean intact() {
    return values.intact() && radialSums.intact();
  }

  /** The same with the values as they come out of something. */
  GradientSlice through(UnaryOperator<Parcel> way) {
    return new GradientSlice(lane, way.apply(values), radialSums, report);
  }
}
