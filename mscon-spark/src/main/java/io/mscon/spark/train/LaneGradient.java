package io.mscon.spark.train;

import java.io.Serializable;
import java.util.List;

/**
 * What a lane returns from the last job.
 *
 * @param gradient with respect to the parameters, added up over the lane's micro-batches, {@link
 *     RawFloats}
 * @param radialSums per metric, the sum of z dL/dz over the lane's rows
 */
record LaneGradient(byte[] gradient, double[] radialSums) implements Serializable {

  /** Per metric, the radial sums of all rows, added up in the order of the lanes. */
  static double[] radialSums(List<LaneGradient> lanes) {
    double[] sums = new double[lanes.get(0).radialSums.length];
    for (LaneGradient lane : lanes) {
      for (int metric = 0; metric < sums.length; metric++) {
        sums[metric] += lane.radialSums[metric];
      }
    }
    return sums;
  }
}
