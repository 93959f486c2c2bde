package io.mscon.loss;

/**
 * Rows brought to unit length, and the way back for gradients. A row of length 0 has no direction:
 * its unit row is 0, so that it is equally (dis)similar to everything, and its gradient is 0. A row
 * with a number that isn't finite becomes NaN, so that whoever sees the whole batch can say which
 * metric diverged.
 *
 * @param unit [N][D] rows of length 1 (or 0)
 * @param norms [N] length of each raw row
 */
public record UnitRows(Rows unit, double[] norms) {
  /**
   * Divides each row by its length.
   *
   * @param raw [N][D] output of a projection head
   */
  public static UnitRows normalise(Rows raw) {
    Rows unit = raw.zeros(raw.count());
    double[] norms = new double[raw.count()];
    for (int row = 0; row < norms.length; row++) {
      double length = Math.sqrt(raw.dot(row, raw, row));
      norms[row] = Double.isFinite(length) ? length : Double.NaN;
      if (norms[row] != 0) {
        for (int d = 0; d < raw.columns(); d++) {
          unit.set(row, d, raw.get(row, d) / norms[row]);
        }
      }
    }
    return new UnitRows(unit, norms);
  }

  /**
   * Gradient through the normalisation, dx = (dz − (dz·z) z) / ‖x‖.
   *
   * @param gradient [N][D] with respect to the unit rows
   * @return [N][D] with respect to the raw rows
   */
  public Rows backward(Rows gradient) {
    if (gradient.count() != unit.count() || gradient.columns() != unit.columns()) {
      throw new IllegalArgumentException(
          "Invalid gradient: %d x %d (rows are %d x %d)"
              .formatted(gradient.count(), gradient.columns(), unit.count(), unit.columns()));
    }
    Rows raw = gradient.zeros(gradient.count());
    for (int row = 0; row < norms.length; row++) {
      if (norms[row] != 0) {
        double along = gradient.dot(row, unit, row);
        for (int d = 0; d < raw.columns(); d++) {
          raw.set(row, d, (gradient.get(row, d) - along * unit.get(row, d)) / norms[row]);
        }
      }
    }
    return raw;
  }
}
