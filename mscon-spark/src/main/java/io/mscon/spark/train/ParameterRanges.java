package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Cuts the flat parameter vector into ranges of nearly equal length, so that several executors add
 * up the lanes' gradients, a range each.
 *
 * @param parameters length of the vector
 * @param count of ranges, at least 1
 */
record ParameterRanges(int parameters, int count) implements Serializable {
  /** First parameter of a range. */
  int from(int range) {
    return (int) ((long) parameters * range / count);
  }

  /** Parameters of a range. */
  int size(int range) {
    return from(range + 1) - from(range);
  }
}
