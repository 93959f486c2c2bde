package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.LossConfiguration.WeightingName;
import io.mscon.config.OptimizerConfiguration.Algorithm;
import io.mscon.data.MissingLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random small trainings, the same ones for the same seed. */
final class RandomTrainings {
  /** Steps that every one of them has at least: one to disturb, some before and after it. */
  static final int STEPS = 3;

  private static final int PICTURES = 60;
  private static final List<String> LABELS = List.of("category", "closure", "material", "heel");

  private RandomTrainings() {}

  /**
   * Draws settings, key=value.
   *
   * @param seed which
   * @param count how many trainings
   */
  static List<String[]> draw(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> draw(random, i)).toList();
  }

  /** Draws configurations. */
  static List<Configuration> draw(long seed, int count, SmallTraining training) {
    return draw(seed, count).stream().map(training::configuration).toList();
  }

  private static String[] draw(SplittableRandom random, int index) {
    int lanes = random.nextInt(1, 5);
    int microBatch = random.nextInt(2, 5);
    int laneBatch = microBatch * random.nextInt(1, 4);
    int stepsPerEpoch = PICTURES / lanes / laneBatch;
    int epochs = (STEPS + stepsPerEpoch - 1) / stepsPerEpoch;
    boolean wide = random.nextInt(4) == 0;
    return new String[] {
      "seed=" + random.nextInt(1, 1000),
      "metrics=" + metrics(random),
      "model.width=" + (wide ? 0.25 : 0.125),
      "train.lanes=" + lanes,
      "train.micro-batch=" + microBatch,
      "train.global-batch=" + lanes * laneBatch,
      "train.epochs=" + epochs,
      "train.views=" + random.nextInt(1, 4),
      "train.kept-activations=" + choose(random, 0, 1, 1024),
      // In turn, so that few draws see many of them.
      "loss.weighting=" + named(WeightingName.values(), index),
      "loss.missing-labels=" + named(MissingLabels.values(), index),
      "optimizer.algorithm=" + named(Algorithm.values(), index)
    };
  }

  private static String metrics(SplittableRandom random) {
    List<String> chosen = new ArrayList<>();
    for (String label : LABELS) {
      if (random.nextBoolean()) {
        chosen.add(label);
      }
    }
    return (chosen.isEmpty() ? LABELS : chosen).stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static int choose(SplittableRandom random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String named(Enum<?>[] values, int index) {
    return Arrays.asList(values)
        .get(index % values.length)
        .name()
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }
}
