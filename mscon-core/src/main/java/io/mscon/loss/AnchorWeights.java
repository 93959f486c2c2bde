package io.mscon.loss;

import java.io.Serializable;

/**
 * What multiplies a metric's loss in its gradient: a number for all anchors, and with {@link
 * Weighting.PerSample} one for each.
 *
 * @param common of the metric
 * @param each [rows of the batch] of the anchors, or empty where it is 1 for all
 */
public record AnchorWeights(double common, double[] each) implements Serializable {
  private static final double[] ONE_FOR_ALL = {};

  /**
   * The same for all anchors.
   *
   * @param common of the metric
   */
  public static AnchorWeights same(double common) {
    return new AnchorWeights(common, ONE_FOR_ALL);
  }

  /** Whether all anchors have the same weight. */
  boolean same() {
    return each.length == 0;
  }

  /** What is the row's own, without what is common. */
  double of(int row) {
    return same() ? 1 : each[row];
  }
}
