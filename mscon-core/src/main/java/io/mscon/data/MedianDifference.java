package io.mscon.data;

import java.util.Arrays;

/**
 * The median of |y_i − y_j| over all pairs of different samples, exact: a usual width of a kernel
 * (the median heuristic; Garreau, Jitkrittum, Kanagawa 2017, arXiv 1707.07269).
 *
 * <p>No pair is stored: whether a difference is too small is counted along the sorted values, and
 * the difference is found by bisection over the doubles, in O(n log n + 64 n).
 */
public final class MedianDifference {
  private MedianDifference() {}

  /**
   * Computes it; of an even number of pairs it is the mean of the two in the middle.
   *
   * @param values of the samples, NaN where the label is missing
   * @return at least 0; NaN if fewer than two samples have the label
   */
  public static double of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    long pairs = (long) sorted.length * (sorted.length - 1) / 2;
    if (pairs == 0) {
      return Double.NaN;
    }
    double lower = smallest(sorted, (pairs + 1) / 2);
    return pairs % 2 == 1 ? lower : lower + (smallest(sorted, pairs / 2 + 1) - lower) / 2;
  }

  /**
   * The rank-th smallest difference, 1 for the least: doubles >= 0 are ordered as their bits are.
   */
  private static double smallest(double[] sorted, long rank) {
    long low = 0;
    long high = Double.doubleToLongBits(sorted[sorted.length - 1] - sorted[0]);
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (pairsWithin(sorted, Double.longBitsToDouble(middle)) >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Double.longBitsToDouble(low);
  }

  private static long pairsWithin(double[] sorted, double difference) {
    long pairs = 0;
    int first = 0;
    for (int second = 0; second < sorted.length; second++) {
      while (sorted[second] - sorted[first] > difference) {
        first++;
      }
      pairs += second - first;
    }
    return pairs;
  }
}
