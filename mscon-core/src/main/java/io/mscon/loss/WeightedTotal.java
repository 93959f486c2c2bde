package io.mscon.loss;

import java.io.Serializable;

/**
 * Several metrics' losses made one.
 *
 * @param total what is minimised
 * @param weights [C] what multiplies each metric's gradient of z
 * @param logVarianceGradients [C] d total / d s_c, s_c = log σ_c², as far as known after the first
 *     pass
 * @param radialFactor what {@link #logVarianceGradients(double[])} multiplies Σ_i z_i·dL_c/dz_i by
 *     if s_c scales the temperature, so that d total / d s_c is known only after the second pass;
 *     else 0
 */
public record WeightedTotal(
    double total, double[] weights, double[] logVarianceGradients, double radialFactor)
    implements Serializable {
  /** Of similarities z_i·z_j / τ, which every row enters twice. */
  static final double OF_SIMILARITIES = -0.5;

  /** Of logits z / τ. */
  private static final double OF_LOGITS = -1;

  /**
   * d total / d s_c for every weighting, known after the second pass: where s_c scales the
   * temperature, dL_c/ds_c = −½ Σ_i z_i·dL_c/dz_i of similarities, −Σ_i z_i·dL_c/dz_i of logits.
   *
   * @param radialSums [C] {@link RowGradient#radialSum()} of all rows, per metric
   */
  public double[] logVarianceGradients(double[] radialSums) {
    double[] gradients = logVarianceGradients.clone();
    if (learnsTemperature()) {
      for (int c = 0; c < gradients.length; c++) {
        gradients[c] = radialSums[c] == 0 ? 0 : radialFactor * radialSums[c];
      }
    }
    return gradients;
  }

  /** The same where the rows are logits. */
  WeightedTotal ofLogits() {
    return learnsTemperature()
        ? new WeightedTotal(total, weights, logVarianceGradients, OF_LOGITS)
        : this;
  }

  private boolean learnsTemperature() {
    return radialFactor != 0;
  }
}
