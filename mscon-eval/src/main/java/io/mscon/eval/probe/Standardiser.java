package io.mscon.eval.probe;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Gives features mean 0 and standard deviation 1 on the samples it was made from. Columns that are
 * constant there become 0 everywhere: nothing can be learnt from them.
 */
final class Standardiser implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] mean;
  private final double[] factor;

  private Standardiser(double[] mean, double[] factor) {
    this.mean = mean;
    this.factor = factor;
  }

  /**
   * Leaves features as they are.
   *
   * @param columns how many there are
   */
  static Standardiser none(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new Standardiser(new double[columns], ones);
  }

  /**
   * Takes means and deviations in one pass (Welford 1962).
   *
   * @param samples at least one, in an order of their own
   */
  static Standardiser of(Iterator<float[]> samples) {
    float[] sample = samples.next();
    double[] mean = new double[sample.length];
    double[] squares = new double[sample.length];
    long count = 1;
    add(sample, count, mean, squares);
    while (samples.hasNext()) {
      count++;
      add(samples.next(), count, mean, squares);
    }
    return new Standardiser(mean, factors(mean, squares, count));
  }

  private static void add(float[] sample, long count, double[] mean, double[] squares) {
    for (int i = 0; i < mean.length; i++) {
      double before = sample[i] - mean[i];
      mean[i] += before / count;
      squares[i] += before * (sample[i] - mean[i]);
    }
  }

  private static double[] factors(double[] mean, double[] squares, long count) {
    double[] factor = new double[mean.length];
    for (int i = 0; i < factor.length; i++) {
      if (!Double.isFinite(squares[i])) {
        throw new IllegalStateException(
            "Cannot probe: column " + i + " of the features is not finite (the encoder diverged)");
      }
      double deviation = Math.sqrt(squares[i] / count);
      // Rounding leaves a constant column with a deviation of a few units in the last place.
      boolean constant = deviation <= 1e-9 * Math.max(1e-20, Math.abs(mean[i]));
      factor[i] = constant ? 0 : 1 / deviation;
    }
    return factor;
  }

  double[] apply(float[] sample) {
    double[] result = new double[mean.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (sample[i] - mean[i]) * factor[i];
    }
    return result;
  }
}
