package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.SplitFractions;
import io.mscon.data.Split;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.Serializable;

/**
 * Says which split a sample belongs to. By fractions it depends on the seed and the sample's id, or
 * its group, alone, so that a corpus may grow without moving a sample from one split to another.
 */
record SplitChooser(long seed, double train, double validation) implements Serializable {
  /** Coordinate of the numbers that belong to values of labels, not to ids. */
  private static final long STRATA = 1;

  static SplitChooser of(long seed, SplitFractions fractions) {
    return new SplitChooser(seed, fractions.train(), fractions.validation());
  }

  /**
   * Chooses.
   *
   * @param key the sample's id or group
   * @param name of the split; null to choose by fractions
   */
  Split choose(String key, String name) {
    return name == null ? at(number(key)) : SplitNames.parse(name).orElseThrow();
  }

  /** A random number of an id or a group, uniform in [0, 1). */
  double number(String key) {
    return RandomStream.of(seed, RandomUse.SPLIT, RandomStream.coordinateOf(key)).nextDouble();
  }

  /**
   * The split of a row within the rows that have the same value of a label.
   *
   * @param value of the label
   * @param place of the row among them, from 1
   * @param count how many they are
   */
  String inStratum(String value, int place, long count) {
    double offset =
        RandomStream.of(seed, RandomUse.SPLIT, RandomStream.coordinateOf(value), STRATA)
            .nextDouble();
    return at((place - 1 + offset) / count).label();
  }

  private Split at(double place) {
    if (place < train) {
      return Split.TRAIN;
    }
    return place < train + validation ? Split.VALIDATION : Split.TEST;
  }
}
