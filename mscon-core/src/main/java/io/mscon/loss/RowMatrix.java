package io.mscon.loss;

/** Rows of numbers, row-major, in one of two precisions. */
public sealed interface RowMatrix {
  /** How many numbers a row has. */
  int columns();

  /** How many rows. */
  int rows();

  /** One number. */
  double get(int row, int column);

  /** A matrix of the same precision, full of zeros. */
  RowMatrix zeros(int rows);

  /** Sets one number, rounded to this precision. */
  void set(int row, int column, double value);

  /** Some of the rows, in the order given. */
  default RowMatrix select(int[] chosen) {
    RowMatrix selected = zeros(chosen.length);
    for (int row = 0; row < chosen.length; row++) {
      selected.copyRow(row, this, chosen[row]);
    }
    return selected;
  }

  /** Copies one row of a matrix of the same precision. */
  void copyRow(int to, RowMatrix source, int from);

  /**
   * float32.
   *
   * @param values [rows][columns]
   * @param columns of a row
   */
  record Floats(float[] values, int columns) implements RowMatrix {
    @Override
    public int rows() {
      return values.length / columns;
    }

    @Override
    public double get(int row, int column) {
      return values[row * columns + column];
    }

    @Override
    public Floats zeros(int rows) {
      return new Floats(new float[Math.multiplyExact(rows, columns)], columns);
    }

    @Override
    public void set(int row, int column, double value) {
      values[row * columns + column] = (float) value;
    }

    @Override
    public void copyRow(int to, RowMatrix source, int from) {
      System.arraycopy(((Floats) source).values, from * columns, values, to * columns, columns);
    }
  }

  /**
   * float64.
   *
   * @param values [rows][columns]
   * @param columns of a row
   */
  record Doubles(double[] values, int columns) implements RowMatrix {
    @Override
    public int rows() {
      return values.length / columns;
    }

    @Override
    public double get(int row, int column) {
      return values[row * columns + column];
    }

    @Override
    public Doubles zeros(int rows) {
      return new Doubles(new double[Math.multiplyExact(rows, columns)], columns);
    }

    @Override
    public void set(int row, int column, double value) {
      values[row * columns + column] = value;
    }

    @Override
    public void copyRow(int to, RowMatrix source, int from) {
      System.arraycopy(((Doubles) source).values, from * columns, values, to * columns, columns);
    }
  }
}
