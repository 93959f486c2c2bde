package io.mscon.loss;

import io.mscon.numeric.Values;
import java.io.Serializable;

/**
 * Row-major matrix in single or double precision; the precision of the rows chooses the precision
 * of the loss. Arrays are not copied.
 */
public sealed interface Rows extends Serializable {
  /**
   * Rows of a flat vector.
   *
   * @param values [count x columns], not copied
   * @param columns numbers per row, above 0
   */
  static Rows of(Values values, int columns) {
    return switch (values.precision()) {
      case FLOAT32 -> new Float32(values.float32(), columns);
      case FLOAT64 -> new Float64(values.float64(), columns);
    };
  }

  /** All numbers, row after row; not copied. */
  Values flat();

  /** Numbers per row. */
  int columns();

  /** How many rows. */
  int count();

  /** One entry. */
  double get(int row, int column);

  /** Sets one entry, rounded to the matrix's precision. */
  void set(int row, int column, double value);

  /** A matrix of zeros of the same precision and width. */
  Rows zeros(int count);

  /** Copies a row of a matrix of the same precision into a row of this one. */
  void copyRow(Rows source, int from, int to);

  /** Adds a row to {@code sums[offset ...]}. */
  void addRowTo(int row, double[] sums, int offset);

  /** Inner product of a row with {@code vector[offset ...]}. */
  double dot(int row, double[] vector, int offset);

  /** Inner product of a row with a row of another matrix. */
  default double dot(int row, Rows other, int otherRow) {
    double sum = 0;
    for (int d = 0; d < columns(); d++) {
      sum += get(row, d) * other.get(otherRow, d);
    }
    return sum;
  }

  /**
   * Single precision.
   *
   * @param values [count · columns]
   * @param columns numbers per row, above 0
   */
  record Float32(float[] values, int columns) implements Rows {
    /** Checks the shape. */
    public Float32 {
      requireShape(values.length, columns);
    }

    @Override
    public Values flat() {
      return Values.of(values);
    }

    @Override
    public int count() {
      return values.length / columns;
    }

    @Override
    public double get(int row, int column) {
      return values[row * columns + column];
    }

    @Override
    public void set(int row, int column, double value) {
      values[row * columns + column] = (float) value;
    }

    @Override
    public Float32 zeros(int count) {
      return new Float32(new float[Math.multiplyExact(count, columns)], columns);
    }

    @Override
    public void copyRow(Rows source, int from, int to) {
      System.arraycopy(((Float32) source).values, from * columns, values, to * columns, columns);
    }

    @Override
    public void addRowTo(int row, double[] sums, int offset) {
      int start = row * columns;
      for (int d = 0; d < columns; d++) {
        sums[offset + d] += values[start + d];
      }
    }

    @Override
    public double dot(int row, double[] vector, int offset) {
      int start = row * columns;
      double sum = 0;
      for (int d = 0; d < columns; d++) {
        sum += values[start + d] * vector[offset + d];
      }
      return sum;
    }
  }

  /**
   * Double precision.
   *
   * @param values [count · columns]
   * @param columns numbers per row, above 0
   */
  record Float64(double[] values, int columns) implements Rows {
    /** Checks the shape. */
    public Float64 {
      requireShape(values.length, columns);
    }

    @Override
    public Values flat() {
      return Values.of(values);
    }

    @Override
    public int count() {
      return values.length / columns;
    }

    @Override
    public double get(int row, int column) {
      return values[row * columns + column];
    }

    @Override
    public void set(int row, int column, double value) {
      values[row * columns + column] = value;
    }

    @Override
    public Float64 zeros(int count) {
      return new Float64(new double[Math.multiplyExact(count, columns)], columns);
    }

    @Override
    public void copyRow(Rows source, int from, int to) {
      System.arraycopy(((Float64) source).values, from * columns, values, to * columns, columns);
    }

    @Override
    public void addRowTo(int row, double[] sums, int offset) {
      int start = row * columns;
      for (int d = 0; d < columns; d++) {
        sums[offset + d] += values[start + d];
      }
    }

    @Override
    public double dot(int row, double[] vector, int offset) {
      int start = row * columns;
      double sum = 0;
      for (int d = 0; d < columns; d++) {
        sum += values[start + d] * vector[offset + d];
      }
      return sum;
    }
  }

  private static void requireShape(int length, int columns) {
    if (columns <= 0 || length % columns != 0) {
      throw new IllegalArgumentException(
          "Invalid rows: " + length + " numbers in rows of " + columns);
    }
  }
}
