package io.mscon.eval.describe;

import io.mscon.data.Split;
import java.util.Map;

/**
 * A number of pictures in each split.
 *
 * @param train in the training split
 * @param validation in the validation split
 * @param test in the test split
 */
record PerSplit(long train, long validation, long test) {
  /** Splits that the map lacks have none. */
  static PerSplit of(Map<Split, Long> pictures) {
    return new PerSplit(
        pictures.getOrDefault(Split.TRAIN, 0L),
        pictures.getOrDefault(Split.VALIDATION, 0L),
        pictures.getOrDefault(Split.TEST, 0L));
  }

  long in(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  long total() {
    return train + validation + test;
  }

  PerSplit minus(PerSplit other) {
    return new PerSplit(train - other.train, validation - other.validation, test - other.test);
  }
}
