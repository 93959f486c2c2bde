package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.List;

/**
 * BatchNorm's running mean and variance. One global batch counts as one observation: the average
 * over all its micro-batches, blended in with PyTorch's momentum of 0.1, however many micro-batches
 * and lanes there are.
 */
final class RunningStatistics {
  private static final float MOMENTUM = 0.1f;

  private RunningStatistics() {}

  static void update(float[] running, List<LaneEmbeddings> lanes) {
    Values sum = Precision.FLOAT32.zeros(running.length);
    Values ofLane = Precision.FLOAT32.zeros(running.length);
    int microBatches = 0;
    for (LaneEmbeddings lane : lanes) {
      lane.batchStatistics().unpack(ofLane, 0);
      sum.add(ofLane);
      microBatches += lane.microBatches();
    }
    float[] total = sum.float32();
    for (int i = 0; i < running.length; i++) {
      running[i] = (1 - MOMENTUM) * running[i] + MOMENTUM * (total[i] / microBatches);
    }
  }
}
