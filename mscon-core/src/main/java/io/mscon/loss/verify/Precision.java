package io.mscon.loss.verify;

import io.mscon.loss.Rows;

/** Precision the loss is verified in. */
public enum Precision {
  /** Differences below 1e-10. */
  FLOAT64(1e-10),
  /** Differences below 2e-5 of the largest magnitude of the compared numbers. */
  FLOAT32(2e-5);

  private final double tolerance;

  Precision(double tolerance) {
    this.tolerance = tolerance;
  }

  /** Largest difference that passes. */
  public double tolerance() {
    return tolerance;
  }

  /** Rows of this precision. */
  Rows rows(double[] values, int columns) {
    if (this == FLOAT64) {
      return new Rows.Float64(values.clone(), columns);
    }
    float[] single = new float[values.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) values[i];
    }
    return new Rows.Float32(single, columns);
  }
}
