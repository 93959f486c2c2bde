package io.mscon.spark.train;

import io.mscon.numeric.Values;

/**
 * What a lane computes in the last job.
 *
 * @param lane which
 * @param gradient with respect to the parameters, added up over the lane's micro-batches
 * @param radialSums per metric, the sum of z dL/dz over the lane's rows, float64
 * @param clock of the task
 */
record LaneGradient(int lane, Values gradient, Parcel radialSums, WorkClock clock) {

  /** One range of it, ready to travel. */
  GradientSlice slice(ParameterRanges ranges, int range) {
    Parcel values =
        clock.serialising(() -> Parcel.of(gradient, ranges.from(range), ranges.size(range)));
    return new GradientSlice(lane, values, radialSums, clock.report());
  }
}
