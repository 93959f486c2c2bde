package io.mscon.data;

import java.io.Serializable;

/**
 * One notion of similarity: how two values of a label compare. Each metric has a projection head
 * and a loss of its own.
 */
public sealed interface Metric extends Serializable {
  /** Its name: the label's, unless several metrics read one label. */
  String name();

  /**
   * Similar when the labels are equal.
   *
   * @param name of the metric
   */
  record Categorical(String name) implements Metric {}

  /**
   * Labels are sets of values (for example the materials of a shoe).
   *
   * @param name of the metric
   * @param match how two sets compare
   */
  record MultiValued(String name, SetMatch match) implements Metric {}

  /**
   * Similarity exp(-(y_i - y_j)^2 / 2h^2).
   *
   * @param name of the metric
   * @param bandwidth h, in the label's unit, above 0
   */
  record Continuous(String name, double bandwidth) implements Metric {
    /** Checks the bandwidth. */
    public Continuous {
      if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
        throw new IllegalArgumentException(
            "Invalid bandwidth of metric " + name + ": " + bandwidth + " (must be > 0)");
      }
    }
  }
}
