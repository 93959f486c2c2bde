package io.mscon.eval.probe.fit;

import java.io.Serializable;

/**
 * Where all fits that are under way stand: their classes side by side.
 *
 * @param fits which requests they are
 * @param offsets the first column of each, and the number of columns
 * @param weights [features][columns]
 * @param intercepts of the columns
 */
record Coefficients(int[] fits, int[] offsets, float[] weights, double[] intercepts)
    implements Serializable {
  int columns() {
    return intercepts.length;
  }
}
