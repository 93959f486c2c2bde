package io.mscon.health;

/**
 * How far rows are from each other on the unit sphere (Wang, Isola 2020, "Understanding Contrastive
 * Representation Learning through Alignment and Uniformity on the Hypersphere", arXiv 2005.10242).
 *
 * @param alignment mean of ‖z_i − z_j‖² over two views of the same picture (their α = 2), 0 to 4;
 *     NaN with one view
 * @param meanDistance mean of ‖z_i − z_j‖² over rows of different pictures, 0 to 4; NaN with one
 *     picture
 * @param uniformity log of the mean of exp(−2 ‖z_i − z_j‖²) over all pairs of rows (their t = 2): 0
 *     if all are the same, {@link #uniformityOfSphere} at best; NaN with one row
 */
public record Distances(double alignment, double meanDistance, double uniformity) {
  private static final double T = 2;

  /**
   * Computes them.
   *
   * @param sample unit rows of a head
   */
  public static Distances of(EmbeddingSample sample) {
    int rows = sample.count();
    double[] cosines = LinearAlgebra.products(sample.rows(), rows);
    double same = 0;
    double different = 0;
    double exponentials = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Math.max(0, 2 - 2 * cosines[i * rows + j]);
        exponentials += Math.exp(-T * distance);
        if (i % sample.samples() == j % sample.samples()) {
          same += distance;
        } else {
          different += distance;
        }
      }
    }
    double samePairs = sample.samples() * pairs(sample.views());
    return new Distances(
        same / samePairs,
        different / (pairs(rows) - samePairs),
        Math.log(exponentials / pairs(rows)));
  }

  private static double pairs(int things) {
    return things * (things - 1) / 2.0;
  }

  /**
   * The uniformity of rows that are uniform on the unit sphere: log E exp(−2t + 2t cos) = −2t + log
   * ₀F₁(; D/2; t²), t = 2.
   *
   * @param columns D
   */
  public static double uniformityOfSphere(int columns) {
    double sum = 0;
    double term = 1;
    for (int k = 0; sum + term > sum; k++) {
      sum += term;
      term *= T * T / ((k + 1) * (columns / 2.0 + k));
    }
    return -2 * T + Math.log(sum);
  }
}
