package io.mscon.loss;

import java.io.Serializable;

/**
 * Loss of one metric over the whole batch, ℓ_i = H(t_i) + KL(t_i‖p_i) averaged over the anchors,
 * times the scale.
 *
 * @param loss L_c; 0 without a valid anchor
 * @param anchors valid anchors (for per-value metrics: terms with a positive)
 * @param targetEntropy mean H(t_i), the floor no embedding can go below
 * @param divisor what the sum over anchors was divided by; 0 without a valid anchor
 */
public record MetricLoss(double loss, long anchors, double targetEntropy, double divisor)
    implements Serializable {
  /**
   * The mean over the terms of all rows.
   *
   * @param all statistics of the whole batch
   * @param scale multiplies loss and entropy
   * @param reduction what the sums are divided by
   */
  static MetricLoss of(RowStatistics all, double scale, Reduction reduction) {
    double losses = 0;
    double entropies = 0;
    double anchors = 0;
    for (int row = 0; row < all.terms().length; row++) {
      losses += all.terms()[row] * all.logSumExp()[row] - all.positiveLogit()[row];
      entropies += all.entropy()[row];
      anchors += all.terms()[row];
    }
    if (anchors == 0) {
      return new MetricLoss(0, 0, 0, 0);
    }
    double divisor = reduction == Reduction.VALID ? anchors : all.terms().length;
    return new MetricLoss(
        scale * losses / divisor, (long) anchors, scale * entropies / divisor, divisor);
  }

  /** Whether any anchor is valid; a metric that isn't active contributes nothing to the total. */
  public boolean active() {
    return anchors > 0;
  }

  /** Mean KL(t_i‖p_i): what of the loss can be learned away. */
  public double divergence() {
    return loss - targetEntropy;
  }

  /**
   * Mean entropy of the softmax over the anchors' candidates, H(p_i) = LSE_i − Σ_j p_ij s_ij.
   *
   * @param radialSum {@link RowGradient#radialSum()} of all rows
   */
  public double softmaxEntropy(double radialSum) {
    return loss - radialSum / 2;
  }
}
