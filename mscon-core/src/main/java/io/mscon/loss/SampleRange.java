package io.mscon.loss;

import java.io.Serializable;

/**
 * The samples somebody owns, in all their views.
 *
 * @param from first sample of the batch
 * @param to one past the last
 */
public record SampleRange(int from, int to) implements Serializable {
  /** Checks the order. */
  public SampleRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("Invalid range of samples: [" + from + ", " + to + ")");
    }
  }

  /** All samples of a batch of this size. */
  public static SampleRange all(int samples) {
    return new SampleRange(0, samples);
  }

  /** How many samples. */
  public int size() {
    return to - from;
  }
}
