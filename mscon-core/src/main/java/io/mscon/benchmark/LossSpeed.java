package io.mscon.benchmark;

/**
 * Speed of the loss at one size.
 *
 * @param rows N
 * @param seconds forward and backward, by the clock on the wall
 * @param processorSeconds the same of the thread's processor time
 * @param gigaflops 1e9 operations per second of processor time. Counted are the products that are
 *     done: s_ij = s_ji once in each pass, the gradient of every row, hence 4 N^2 D per metric (a
 *     tiled loss without use of symmetry does 6 N^2 D)
 * @param peakGigaflops of the plain matrix product, measured beside it
 * @param mebibytes peak memory beyond the process as it was before and the inputs
 */
public record LossSpeed(
    int rows,
    double seconds,
    double processorSeconds,
    double gigaflops,
    double peakGigaflops,
    double mebibytes) {
  /** Share of the matrix product's speed. */
  public double shareOfPeak() {
    return gigaflops / peakGigaflops;
  }
}
