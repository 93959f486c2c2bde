package io.mscon.eval.probe.fit;

import java.io.Serializable;

/**
 * Some rows of features, one after the other.
 *
 * @param first the place of the first row among all
 * @param rows how many
 * @param values [rows][columns]
 */
record Block(int first, int rows, float[] values) implements Serializable {
  /** Rows of a whole block. */
  static final int ROWS = 1024;
}
