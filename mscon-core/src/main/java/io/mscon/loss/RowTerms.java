package io.mscon.loss;

import java.io.Serializable;

/**
 * What the loss of one metric is made of, row by row.
 *
 * @param logSumExp log of the sum over candidates of exp s_ij; 0 for rows that are no candidates
 * @param loss the row's terms of the loss, added up; 0 for rows that are no valid anchors
 * @param logTemperatureGradient derivative of loss with respect to log temperature; empty if it
 *     wasn't asked for
 */
public record RowTerms(double[] logSumExp, double[] loss, double[] logTemperatureGradient)
    implements Serializable {

  /**
   * Puts the rows of some samples into their places among all rows.
   *
   * @param part terms of some rows
   * @param rows which rows these are
   */
  public void insert(RowTerms part, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      logSumExp[rows[i]] = part.logSumExp[i];
      loss[rows[i]] = part.loss[i];
      if (part.logTemperatureGradient.length > 0) {
        logTemperatureGradient[rows[i]] = part.logTemperatureGradient[i];
      }
    }
  }

  /**
   * Terms of all rows, to be filled in.
   *
   * @param rows how many
   * @param withTemperature whether the temperature's gradient is wanted
   */
  public static RowTerms zeros(int rows, boolean withTemperature) {
    return new RowTerms(new double[rows], new double[rows], new double[withTemperature ? rows : 0]);
  }
}
