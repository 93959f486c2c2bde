package io.mscon.loss;

import java.util.List;

/** Checks that lanes' ranges make a whole batch. */
final class Ranges {
  private Ranges() {}

  /**
   * The range from 0 to the end of the last of these sorted ranges, if they cover it without gap or
   * overlap.
   */
  static SampleRange requireCover(List<SampleRange> sorted) {
    int next = 0;
    for (SampleRange range : sorted) {
      if (range.from() != next) {
        throw new IllegalArgumentException(
            "Invalid lanes: samples ["
                + range.from()
                + ", "
                + range.to()
                + ") follow sample "
                + next);
      }
      next = range.to();
    }
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("Invalid lanes: none");
    }
    return SampleRange.all(next);
  }
}
