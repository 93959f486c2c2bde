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
