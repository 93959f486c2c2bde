package io.mscon.eval.probe.fit;

import java.util.List;

/** Rows brought to length 1, whose products are cosines; a row of length 0 stays. */
final class UnitVectors {
  private UnitVectors() {}

  /** Rows one after the other, [rows][columns]. */
  static float[] of(List<float[]> rows, int columns) {
    float[] unit = new float[Math.multiplyExact(rows.size(), columns)];
    for (int row = 0; row < rows.size(); row++) {
      double factor = factor(rows.get(row), 0, columns);
      for (int column = 0; column < columns; column++) {
        unit[row * columns + column] = (float) (rows.get(row)[column] * factor);
      }
    }
    return unit;
  }

  /** Of [rows][columns], as [columns][rows]. */
  static float[] transposed(float[] values, int columns) {
    int rows = values.length / columns;
    float[] unit = new float[values.length];
    for (int row = 0; row < rows; row++) {
      double factor = factor(values, row * columns, columns);
      for (int column = 0; column < columns; column++) {
        unit[column * rows + row] = (float) (values[row * columns + column] * factor);
      }
    }
    return unit;
  }

  private static double factor(float[] values, int from, int columns) {
    double squares = 0;
    for (int i = from; i < from + columns; i++) {
      squares += (double) values[i] * values[i];
    }
    return squares == 0 ? 0 : 1 / Math.sqrt(squares);
  }
}
