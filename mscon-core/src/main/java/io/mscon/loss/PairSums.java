package io.mscon.loss;

/**
 * Sums over all pairs of rows, streamed over tiles. Knows no labels. What it gives for a row
 * depends on all rows and the temperature, and not on which other rows were asked for.
 */
interface PairSums extends AutoCloseable {
  /**
   * For some rows, log sum_{j != i} exp s_ij with s_ij = z_i . z_j / temperature.
   *
   * @param rows which, ascending
   * @param logSumExp [rows.length], written
   * @param expectedLogit [rows.length], written: sum_j p_ij s_ij; null if it isn't needed
   */
  void logSumExp(int[] rows, double[] logSumExp, double[] expectedLogit);

  /**
   * For some rows, sum_{j != i} (a_i p_ij + a_j p_ji) z_j with p_ij = exp(s_ij - LSE_i).
   *
   * @param rows which, ascending
   * @param logSumExp [all rows] LSE
   * @param multiplicity [all rows] a
   * @param sums [rows.length][columns], written
   */
  void pull(int[] rows, double[] logSumExp, int[] multiplicity, RowMatrix sums);

  @Override
  void close();

  /**
   * The fastest sums that are exact enough for these rows.
   *
   * @param unitRows all rows
   * @param temperature above 0
   */
  static PairSums of(RowMatrix unitRows, double temperature) {
    if (unitRows instanceof RowMatrix.Floats floats
        && 1 / temperature <= FloatPairSums.LARGEST_LOGIT) {
      return new FloatPairSums(floats, temperature);
    }
    return new DoublePairSums(unitRows, temperature);
  }
}
