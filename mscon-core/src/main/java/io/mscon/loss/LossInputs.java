package io.mscon.loss;

/** Checks of what the loss is given; messages name the metric. */
final class LossInputs {
  /**
   * How far a row's squared length may be from 1; single precision and a copy through a file leave
   * far less.
   */
  private static final double LENGTH_TOLERANCE = 1e-3;

  private LossInputs() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
    }
  }

  static void requireAll(Targets targets, RowStatistics all) {
    if (all.range().from() != 0
        || all.range().to() != targets.samples()
        || all.views() != targets.views()) {
      throw new IllegalArgumentException(
          "Invalid statistics of metric %s: of samples %s (must be of all %d)"
              .formatted(targets.metric(), all.range(), targets.samples()));
    }
  }

  static void requireRows(Targets targets, Rows unit, SampleRange own) {
    if (unit.count() != targets.rows() || own.to() > targets.samples()) {
      throw new IllegalArgumentException(
          "Invalid embeddings of metric %s: %d rows, own samples %s (must be %d rows)"
              .formatted(targets.metric(), unit.count(), own, targets.rows()));
    }
    for (int row = 0; row < unit.count(); row++) {
      double length = unit.dot(row, unit, row);
      if (!(length == 0 || Math.abs(length - 1) < LENGTH_TOLERANCE)) {
        throw new IllegalArgumentException(
            "Invalid embeddings of metric %s: row %d has squared length %s (must be 1, or 0)"
                .formatted(targets.metric(), row, length));
      }
    }
  }
}
