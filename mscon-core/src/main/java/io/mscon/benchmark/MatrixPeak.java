package io.mscon.benchmark;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** The speed of oneDNN's matrix product: what this core can do at best, and does today. */
public final class MatrixPeak {
  private static final int SIZE = 1024;
  private static final int RUNS = 15;

  private MatrixPeak() {}

  /**
   * The best of some products of two 1024 x 1024 matrices, in 1e9 operations per second of the
   * calling thread's processor time.
   */
  public static double gigaflops() {
    long count = (long) SIZE * SIZE;
    try (FloatPointer a = new FloatPointer(count);
        FloatPointer b = new FloatPointer(count);
        FloatPointer c = new FloatPointer(count)) {
      for (long i = 0; i < count; i++) {
        a.put(i, i % 7);
        b.put(i, i % 5);
        c.put(i, 0);
      }
      double best = 0;
      for (int run = 0; run < RUNS; run++) {
        Stopwatch watch = Stopwatch.start();
        dnnl_sgemm((byte) 'N', (byte) 'N', SIZE, SIZE, SIZE, 1, a, SIZE, b, SIZE, 0, c, SIZE);
        best = Math.max(best, 2e-9 * SIZE * SIZE * SIZE / watch.processorSeconds());
      }
      return best;
    }
  }
}
