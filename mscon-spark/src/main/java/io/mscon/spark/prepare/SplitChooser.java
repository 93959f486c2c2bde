package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.SplitFractions;
import io.mscon.data.Split;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.Serializable;

/**
 * Says which split a sample belongs to. By fractions it depends on the seed and the sample's id
 * alone, so that a corpus may grow without moving a sample from one split to another.
 */
record SplitChooser(long seed, double train, double validation) implements Serializable {

  static SplitChooser of(long seed, SplitFractions fractions) {
    return new SplitChooser(seed, fractions.train(), fractions.validation());
  }

  Split choose(String id, String name) {
    return name == null ? byFraction(id) : SplitNames.parse(name).orElseThrow();
  }

  private Split byFraction(String id) {
    double place =
        RandomStream.of(seed, RandomUse.SPLIT, RandomStream.coordinateOf(id)).nextDouble();
    if (place < train) {
      return Split.TRAIN;
    }
    return place < train + validation ? Split.VALIDATION : Split.TEST;
  }
}
