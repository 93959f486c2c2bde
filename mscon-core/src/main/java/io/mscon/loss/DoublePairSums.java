package io.mscon.loss;

import java.util.Arrays;

/** Pair sums in float64, row by row, with the running maximum taken out: any temperature. */
final class DoublePairSums implements PairSums {
  private final double[] values;
  private final int columns;
  private final int rows;
  private final double temperature;

  DoublePairSums(RowMatrix unitRows, double temperature) {
    this.columns = unitRows.columns();
    this.rows = unitRows.rows();
    this.temperature = temperature;
    this.values = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = unitRows.get(row, column);
      }
    }
  }

  @Override
  public void logSumExp(int[] chosen, double[] logSumExp, double[] expectedLogit) {
    double[] logits = new double[rows];
    for (int i = 0; i < chosen.length; i++) {
      double greatest = logits(chosen[i], logits);
      double sum = 0;
      double weighted = 0;
      for (int j = 0; j < rows; j++) {
        double exponential = j == chosen[i] ? 0 : Math.exp(logits[j] - greatest);
        sum += exponential;
        weighted += exponential * logits[j];
      }
      logSumExp[i] = greatest + Math.log(sum);
      if (expectedLogit != null) {
        expectedLogit[i] = weighted / sum;
      }
    }
  }

  @Override
  public void pull(int[] chosen, double[] logSumExp, int[] multiplicity, RowMatrix sums) {
    double[] logits = new double[rows];
    double[] sum = new double[columns];
    for (int i = 0; i < chosen.length; i++) {
      int row = chosen[i];
      logits(row, logits);
      Arrays.fill(sum, 0);
      for (int j = 0; j < rows; j++) {
        if (j != row) {
          double weight =
              probability(logits[j], logSumExp[row], multiplicity[row])
                  + probability(logits[j], logSumExp[j], multiplicity[j]);
          addRow(weight, j, sum);
        }
      }
      for (int column = 0; column < columns; column++) {
        sums.set(i, column, sum[column]);
      }
    }
  }

  private static double probability(double logit, double logSumExp, int multiplicity) {
    return multiplicity == 0 ? 0 : multiplicity * Math.exp(logit - logSumExp);
  }

  private double logits(int row, double[] logits) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < rows; j++) {
      double dot = 0;
      for (int column = 0; column < columns; column++) {
        dot += values[row * columns + column] * values[j * columns + column];
      }
      logits[j] = dot / temperature;
      greatest = j == row ? greatest : Math.max(greatest, logits[j]);
    }
    return greatest;
  }

  private void addRow(double weight, int row, double[] sum) {
    for (int column = 0; column < columns; column++) {
      sum[column] += weight * values[row * columns + column];
    }
  }

  @Override
  public void close() {
    // Holds nothing but arrays.
  }
}
