package io.mscon.data;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Spelling;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the classes that a metric is trained on differ from those of its label, for studies of noisy
 * and redundant metrics. Only training sees corrupted labels.
 *
 * <p>What becomes of a sample is decided by a random stream of its own, of (seed, metric's name,
 * sample's id): whatever other samples there are, in whatever order, on whatever lanes. The first
 * number of the stream says whether the sample is {@linkplain #selects selected}, so the samples
 * selected with a small share are selected with a larger one too.
 */
public sealed interface LabelCorruption extends Serializable {
  /** The labels as they are. */
  LabelCorruption NONE = new None();

  /** The share of samples that are selected, 0 to 1. */
  double share();

  /** Nothing is changed. */
  record None() implements LabelCorruption {
    @Override
    public double share() {
      return 0;
    }
  }

  /**
   * Symmetric label noise: a selected sample gets one of the other values of the label, each with
   * the same probability.
   *
   * @param share 0 to 1
   */
  record Noise(double share) implements LabelCorruption {
    /** Checks the share. */
    public Noise {
      requireShare("label-noise", share);
    }
  }

  /**
   * A part of a copy: a selected sample gets the value of a training sample drawn at random, which
   * may be its own value again.
   *
   * @param copyShare share of the samples that keep their value, 0 to 1
   */
  record PartialCopy(double copyShare) implements LabelCorruption {
    /** Checks the share. */
    public PartialCopy {
      requireShare("copy-share", copyShare);
    }

    @Override
    public double share() {
      return 1 - copyShare;
    }
  }

  /**
   * Whether a sample is drawn for corruption; a missing label stays missing all the same. With
   * {@link Noise} these are the flipped samples.
   *
   * @param seed the run's seed
   * @param metric the metric's name
   * @param id the sample's id
   */
  default boolean selects(long seed, String metric, String id) {
    return stream(seed, metric, id).nextDouble() < share();
  }

  /**
   * The classes that are trained on.
   *
   * @param seed the run's seed
   * @param metric the metric's name
   * @param ids of the training split's samples
   * @param classes of the same samples, 0 to values - 1, or -1 where the label is missing
   * @param values how many classes the label has
   * @return a new array; -1 where it was
   */
  default int[] corrupt(long seed, String metric, List<String> ids, int[] classes, int values) {
    int[] samplesUpTo = cumulative(classes, values);
    return IntStream.range(0, classes.length)
        .map(
            sample ->
                classes[sample] < 0 || !selects(seed, metric, ids.get(sample))
                    ? classes[sample]
                    : replacement(seed, metric, ids.get(sample), classes[sample], samplesUpTo))
        .toArray();
  }

  /**
   * Says why a label can't be corrupted in this way.
   *
   * @param metric the metric's name
   * @param label that it reads
   */
  default Optional<String> obstacle(String metric, LabelSchema label) {
    if (this instanceof None) {
      return Optional.empty();
    }
    String setting =
        this instanceof PartialCopy copy
            ? "copy-share = " + copy.copyShare()
            : "label-noise = " + share();
    if (label.kind() != LabelKind.CATEGORICAL) {
      String kind = Spelling.of(label.kind());
      return Optional.of(
          "Invalid metrics: %s has %s, but its label is %s (remove it; only categorical labels can be re-labelled)"
              .formatted(metric, setting, kind));
    }
    return this instanceof Noise && label.vocabulary().size() < 2
        ? Optional.of(
            "Invalid metrics: %s has %s, but the label %s has no other value (remove it)"
                .formatted(metric, setting, label.name()))
        : Optional.empty();
  }

  private int replacement(long seed, String metric, String id, int trueClass, int[] samplesUpTo) {
    RandomStream stream = stream(seed, metric, id);
    stream.nextDouble();
    int values = samplesUpTo.length;
    if (this instanceof Noise) {
      int other = stream.nextInt(values - 1);
      return other < trueClass ? other : other + 1;
    }
    int drawn = stream.nextInt(samplesUpTo[values - 1]);
    int value = 0;
    while (samplesUpTo[value] <= drawn) {
      value++;
    }
    return value;
  }

  private static RandomStream stream(long seed, String metric, String id) {
    return RandomStream.of(
        seed,
        RandomUse.LABEL_CORRUPTION,
        RandomStream.coordinateOf(metric),
        RandomStream.coordinateOf(id));
  }

  /** Samples of classes 0 to c, for every c. */
  private static int[] cumulative(int[] classes, int values) {
    int[] counts = new int[values];
    for (int value : classes) {
      if (value >= 0) {
        counts[value]++;
      }
    }
    for (int value = 1; value < values; value++) {
      counts[value] += counts[value - 1];
    }
    return counts;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + share + " (must be between 0 and 1)");
    }
  }
}
