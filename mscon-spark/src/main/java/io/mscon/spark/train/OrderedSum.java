package io.mscon.spark.train;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Adds up the lanes' gradients in the order of the lanes: floating-point sums depend on their
 * order, and the order of arrival is chance.
 */
final class OrderedSum {
  private OrderedSum() {}

  static float[] of(List<LaneGradient> gradients) {
    float[] sum = RawFloats.decode(gradients.get(0).gradient());
    float[] next = new float[sum.length];
    for (LaneGradient gradient : gradients.subList(1, gradients.size())) {
      FloatBuffer values = RawFloats.view(gradient.gradient());
      values.get(next);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += next[i];
      }
    }
    return sum;
  }
}
