package io.mscon.eval.probe.fit;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

/** oneDNN's matrix products of row-major float32 matrices in Java's memory. */
final class MatrixProduct {
  private static final byte PLAIN = 'N';
  private static final byte TRANSPOSED = 'T';

  private MatrixProduct() {}

  /** c = a · b; a is [m][k], b is [k][n], c is [m][n]. */
  static void plain(int m, int n, int k, float[] a, float[] b, float[] c) {
    check(dnnl_sgemm(PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 0, c, n), m, n, k);
  }

  /** c = aᵀ · b; a is [k][m], b is [k][n], c is [m][n]. */
  static void transposed(int m, int n, int k, float[] a, float[] b, float[] c) {
    check(dnnl_sgemm(TRANSPOSED, PLAIN, m, n, k, 1, a, m, b, n, 0, c, n), m, n, k);
  }

  private static void check(int status, int m, int n, int k) {
    if (status != dnnl_success) {
      throw new IllegalStateException(
          "Cannot multiply %d x %d by %d x %d: oneDNN status %d".formatted(m, k, k, n, status));
    }
  }
}
