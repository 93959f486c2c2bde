package io.mscon.health;

/**
 * Linear centred kernel alignment: how alike two heads see the same pictures, whatever they are
 * turned by (Kornblith, Norouzi, Lee, Hinton 2019, "Similarity of Neural Network Representations
 * Revisited", arXiv 1905.00414, equation 4 with linear kernels).
 *
 * <p>CKA(X, Y) = ‖YᵀX‖² / (‖XᵀX‖ ‖YᵀY‖), Frobenius norms, columns of X and Y centred. 1 for the
 * same rows up to a rotation and a factor. For heads that have nothing in common it is not 0 but
 * about D / (n + D), n the rows: with all of 128 columns in use and 512 rows 0.2.
 */
public final class LinearCka {
  private LinearCka() {}

  /**
   * Compares two heads.
   *
   * @param first rows of one
   * @param second rows of the other, of the same samples
   * @return 0 to 1; 0 if the rows of one are all the same
   */
  public static double of(EmbeddingSample first, EmbeddingSample second) {
    if (first.count() != second.count()) {
      throw new IllegalArgumentException(
          "Invalid rows: %d and %d (must be of the same samples)"
              .formatted(first.count(), second.count()));
    }
    int rows = first.count();
    double[] x = first.centred();
    double[] y = second.centred();
    double norms = Math.sqrt(gram(x, rows) * gram(y, rows));
    // What centring leaves of equal rows is rounding.
    double smallest = 1e-20 * rows * rows;
    return norms <= smallest
        ? 0
        : LinearAlgebra.squares(LinearAlgebra.transposedProduct(y, x, rows)) / norms;
  }

  private static double gram(double[] a, int rows) {
    return LinearAlgebra.squares(LinearAlgebra.transposedProduct(a, a, rows));
  }
}
