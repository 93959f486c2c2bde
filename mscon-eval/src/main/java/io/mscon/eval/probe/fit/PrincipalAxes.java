package io.mscon.eval.probe.fit;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import java.io.Serializable;

/**
 * How features are turned: z = Qᵀ D (x − mean), with D the scales and Q the eigenvectors of the
 * covariance of D x. The L2 penalty does not change when weights turn with the features.
 *
 * @param mean of each feature
 * @param scale factor of each feature; 0 of constant ones if features are standardised
 * @param rotation Q, row-major: a column for each axis
 * @param variances of the features along each axis, ascending
 */
record PrincipalAxes(double[] mean, double[] scale, double[] rotation, double[] variances)
    implements Serializable {

  /** Finds the axes. */
  static PrincipalAxes of(Moments moments, boolean standardise) {
    double[] mean = moments.mean();
    int columns = mean.length;
    double[] scale = new double[columns];
    for (int i = 0; i < columns; i++) {
      double deviation = Math.sqrt(moments.covariance()[i * columns + i]);
      scale[i] = standardise ? inverse(deviation, mean[i]) : 1;
    }
    double[] rotation = new double[columns * columns];
    for (int i = 0; i < rotation.length; i++) {
      rotation[i] = moments.covariance()[i] * scale[i / columns] * scale[i % columns];
    }
    double[] variances = new double[columns];
    decompose(rotation, variances);
    return new PrincipalAxes(mean, scale, rotation, variances);
  }

  private static double inverse(double deviation, double mean) {
    // Rounding leaves a constant column with a deviation of a few units in the last place.
    return deviation <= 1e-9 * Math.max(1e-20, Math.abs(mean)) ? 0 : 1 / deviation;
  }

  private static void decompose(double[] matrix, double[] eigenvalues) {
    int columns = eigenvalues.length;
    int status =
        LAPACKE_dsyevd(
            LAPACK_ROW_MAJOR, (byte) 'V', (byte) 'U', columns, matrix, columns, eigenvalues);
    if (status != 0) {
      throw new IllegalStateException(
          "Cannot find the principal axes of %d features: LAPACK status %d"
              .formatted(columns, status));
    }
  }

  int columns() {
    return mean.length;
  }

  float[] rotationFloats() {
    float[] floats = new float[rotation.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) rotation[i];
    }
    return floats;
  }

  /** A block's rows along the axes. */
  Block turn(Block block, float[] rotationFloats) {
    int columns = columns();
    float[] scaled = new float[block.values().length];
    for (int row = 0, i = 0; row < block.rows(); row++) {
      for (int column = 0; column < columns; column++, i++) {
        scaled[i] = (float) ((block.values()[i] - mean[column]) * scale[column]);
      }
    }
    float[] turned = new float[scaled.length];
    MatrixProduct.plain(block.rows(), columns, columns, scaled, rotationFloats, turned);
    return new Block(block.first(), block.rows(), turned);
  }

  /**
   * The probe of untouched features.
   *
   * @param weights [columns + 1][classes] along the axes, the intercepts last
   */
  LinearProbe probe(double[] weights, int classes) {
    int columns = columns();
    double[] coefficients = new double[columns * classes];
    double[] intercepts = new double[classes];
    System.arraycopy(weights, columns * classes, intercepts, 0, classes);
    for (int column = 0; column < columns; column++) {
      for (int axis = 0; axis < columns; axis++) {
        double factor = scale[column] * rotation[column * columns + axis];
        for (int k = 0; k < classes; k++) {
          coefficients[column * classes + k] += factor * weights[axis * classes + k];
        }
      }
      for (int k = 0; k < classes; k++) {
        intercepts[k] -= mean[column] * coefficients[column * classes + k];
      }
    }
    return new LinearProbe(coefficients, intercepts);
  }
}
