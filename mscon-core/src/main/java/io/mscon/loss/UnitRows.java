package io.mscon.loss;

/**
 * Rows brought to length 1, and the way back: z = x / |x|, dx = (dz - (dz . z) z) / |x|. Rows
 * shorter than 1e-12 count as that long, as in PyTorch's normalize.
 */
public final class UnitRows {
  private static final double SHORTEST = 1e-12;

  private UnitRows() {}

  /**
   * Normalises.
   *
   * @param rows [rows][columns]
   * @return a new matrix of unit rows
   */
  public static RowMatrix normalise(RowMatrix rows) {
    RowMatrix unit = rows.zeros(rows.rows());
    for (int row = 0; row < rows.rows(); row++) {
      double length = length(rows, row);
      for (int column = 0; column < rows.columns(); column++) {
        unit.set(row, column, rows.get(row, column) / length);
      }
    }
    return unit;
  }

  /**
   * The gradient with respect to the rows before normalisation.
   *
   * @param rows [rows][columns] before normalisation
   * @param unitGradient [rows][columns] gradient with respect to the unit rows
   * @return a new matrix
   */
  public static RowMatrix backward(RowMatrix rows, RowMatrix unitGradient) {
    RowMatrix gradient = rows.zeros(rows.rows());
    for (int row = 0; row < rows.rows(); row++) {
      double length = length(rows, row);
      double along = 0;
      for (int column = 0; column < rows.columns(); column++) {
        along += unitGradient.get(row, column) * rows.get(row, column) / length;
      }
      for (int column = 0; column < rows.columns(); column++) {
        double unit = rows.get(row, column) / length;
        gradient.set(row, column, (unitGradient.get(row, column) - along * unit) / length);
      }
    }
    return gradient;
  }

  private static double length(RowMatrix rows, int row) {
    double squares = 0;
    for (int column = 0; column < rows.columns(); column++) {
      squares += rows.get(row, column) * rows.get(row, column);
    }
    return Math.max(Math.sqrt(squares), SHORTEST);
  }
}
