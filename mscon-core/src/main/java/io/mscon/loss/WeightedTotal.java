package io.mscon.loss;

import java.io.Serializable;

/**
 * Several metrics' losses made one.
 *
 * @param total what is minimised
 * @param weights [C] what multiplies each metric's gradient of z
 * @param logVarianceGradients [C] d total / d s_c, s_c = log σ_c², as far as known after the first
 *     pass
 * @param learnsTemperature whether d total / d s_c is known only after the second pass, see {@link
 *     #logVarianceGradients(double[])}
 */
public record WeightedTotal(
    double total, double[] weights, double[] logVarianceGradients, boolean learnsTemperature)
    implements Serializable {
  /**
   * d total / d s_c for every weighting, known after the second pass: where s_c scales the
   * temperature, dL_c/ds_c = −½ Σ_i z_i·dL_c/dz_i.
   *
   * @param radialSums [C] {@link RowGradient#radialSum()} of all rows, per metric
   */
  public double[] logVarianceGradients(double[] radialSums) {
    double[] gradients = logVarianceGradients.clone();
    if (learnsTemperature) {
      for (int c = 0; c < gradients.length; c++) {
        gradients[c] = radialSums[c] == 0 ? 0 : -radialSums[c] / 2;
      }
    }
    return gradients;
  }
}
