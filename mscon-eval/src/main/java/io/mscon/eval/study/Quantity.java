package io.mscon.eval.study;

import java.util.List;
import java.util.Optional;

/**
 * A figure of every group.
 *
 * @param kind what is measured
 * @param of the task or metric, or ""
 * @param spreads per group in order; empty where a group has none
 */
record Quantity(Kind kind, String of, List<Optional<Spread>> spreads) {

  /** What is measured. */
  enum Kind {
    /** Share of the test pictures that the probe gets right. */
    TOP1("top-1", "%", 100, 2),
    /** Mean of the tasks' top-1. */
    MEAN_TOP1("mean top-1", "%", 100, 2),
    /** Top-1 of the same probe of an untrained encoder, or the tasks' mean of it. */
    RANDOM_ENCODER_TOP1("top-1 of a random encoder", "%", 100, 2),
    /** Top-1 of a probe with fewer labels, or of nearest neighbours. */
    TRANSFER_TOP1("top-1", "%", 100, 2),
    /** Learned uncertainty. */
    SIGMA_SQUARED("σ²", "", 1, 3),
    /** Loss beyond the targets' entropy. */
    EXCESS("excess KL", "", 1, 4),
    /** Speed of the training. */
    IMAGES_PER_SECOND("speed", "images/s", 1, 1),
    /** Memory of the training. */
    MEMORY("memory", "MiB", 1, 0),
    /** Share of a step that is not computing. */
    OVERHEAD("step overhead", "%", 100, 1);

    private final String label;
    private final String unit;
    private final double scale;
    private final int digits;

    Kind(String label, String unit, double scale, int digits) {
      this.label = label;
      this.unit = unit;
      this.scale = scale;
      this.digits = digits;
    }

    /** What a value is multiplied by to be in the unit. */
    double scale() {
      return scale;
    }

    /** Digits after the point in tables. */
    int digits() {
      return digits;
    }
  }

  /** Its name with the unit. */
  String title() {
    String subject = of.isEmpty() ? "" : " of " + of;
    String unit = kind.unit.isEmpty() ? "" : " (" + kind.unit + ")";
    return kind.label + subject + unit;
  }

  /** A short name for a column: the task or metric, or what is measured, with the unit. */
  String column() {
    String name =
        switch (kind) {
          case TOP1, TRANSFER_TOP1 -> of;
          case MEAN_TOP1 -> "mean";
          case SIGMA_SQUARED, EXCESS -> kind.label + " " + of;
          default -> kind.label;
        };
    return kind.unit.isEmpty() ? name : name + " " + kind.unit;
  }
}
