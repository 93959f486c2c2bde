package io.mscon.health;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

/** OpenBLAS on row-major float64 matrices. */
final class LinearAlgebra {
  private LinearAlgebra() {}

  /** aᵀ·b; a is [rows][m], b is [rows][n], the result [m][n]. */
  static double[] transposedProduct(double[] a, double[] b, int rows) {
    int m = a.length / rows;
    int n = b.length / rows;
    double[] product = new double[m * n];
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, rows, 1, a, m, b, n, 0, product, n);
    return product;
  }

  /** a·aᵀ; a is [rows][columns], the result [rows][rows]. */
  static double[] products(double[] a, int rows) {
    int columns = a.length / rows;
    double[] product = new double[rows * rows];
    cblas_dgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        rows,
        columns,
        1,
        a,
        columns,
        a,
        columns,
        0,
        product,
        rows);
    return product;
  }

  /** Singular values of a [rows][columns], ascending: roots of the eigenvalues of aᵀa. */
  static double[] singularValues(double[] a, int rows) {
    int columns = a.length / rows;
    double[] matrix = transposedProduct(a, a, rows);
    double[] values = new double[columns];
    int status =
        LAPACKE_dsyevd(LAPACK_ROW_MAJOR, (byte) 'N', (byte) 'U', columns, matrix, columns, values);
    if (status != 0) {
      throw new IllegalStateException(
          "Cannot find the singular values of %d x %d numbers: LAPACK status %d"
              .formatted(rows, columns, status));
    }
    for (int i = 0; i < columns; i++) {
      values[i] = Math.sqrt(Math.max(0, values[i]));
    }
    return values;
  }

  /** Frobenius norm, squared. */
  static double squares(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value * value;
    }
    return sum;
  }
}
