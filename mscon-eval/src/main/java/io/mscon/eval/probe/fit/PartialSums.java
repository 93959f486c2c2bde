package io.mscon.eval.probe.fit;

import java.io.Serializable;

/**
 * Sums over some rows, of all fits that are under way.
 *
 * @param losses per fit: the sum of the cross-entropies
 * @param gradient [features + 1][columns of all fits], the intercepts' last
 */
record PartialSums(double[] losses, double[] gradient) implements Serializable {
  /** Adds the sums of rows that follow, in place. */
  PartialSums plus(PartialSums other) {
    add(losses, other.losses);
    add(gradient, other.gradient);
    return this;
  }

  private static void add(double[] target, double[] values) {
    for (int i = 0; i < target.length; i++) {
      target[i] += values[i];
    }
  }
}
