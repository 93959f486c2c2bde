package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Cuts a flat vector into ranges of nearly equal length, so that several executors can pass it on,
 * or add up the lanes' gradients, a range each.
 *
 * @param length of the vector
 * @param count of ranges, at least 1
 */
record Ranges(int length, int count) implements Serializable {
  /** First number of a range. */
  int from(int range) {
    return (int) ((long) length * range / count);
  }

  /** Numbers of a range. */
  int size(int range) {
    return from(range + 1) - from(range);
  }
}
