package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Target distributions t_ij = w_ij / Σ_k w_ik of one metric over one batch: who is a candidate, who
 * an anchor, how similar two samples are.
 *
 * <p>A label that is missing: under {@code EXCLUDE} the sample is neither anchor nor candidate;
 * under {@code SELF} its own other views are its positives, it is everybody's candidate and nobody
 * else's positive; under {@code NEGATIVE} it is no anchor but a candidate. A set that is present
 * but empty shares no value with any set, itself included: the sample is no valid anchor, but a
 * candidate.
 *
 * <p>Memory: O(B) labels, plus a table over distinct labels of at most 8 MiB for set and continuous
 * metrics.
 */
public abstract sealed class Targets permits ClassTargets, PairTargets {
  private final String metric;
  private final int samples;
  private final int views;
  private final int[] candidates;

  /** Targets over the given candidate samples, ascending. */
  Targets(String metric, int samples, int views, int[] candidates) {
    this.metric = metric;
    this.samples = samples;
    this.views = views;
    this.candidates = candidates;
  }

  /**
   * Targets of a metric.
   *
   * @param metric the metric
   * @param labels [B] its label of each sample
   * @param missing what to do with samples whose label is missing
   * @param views V, views of each sample, above 0
   * @throws IllegalArgumentException if the labels are of another kind than the metric
   */
  public static Targets of(Metric metric, BatchLabels labels, MissingLabels missing, int views) {
    if (views <= 0) {
      throw new IllegalArgumentException("Invalid number of views: " + views + " (must be > 0)");
    }
    if (metric instanceof Metric.Categorical && labels instanceof BatchLabels.Classes classes) {
      int[][] values =
          Arrays.stream(classes.classes())
              .mapToObj(value -> value < 0 ? null : new int[] {value})
              .toArray(int[][]::new);
      return ofClasses(metric.name(), values, missing, views);
    }
    if (metric instanceof Metric.MultiValued sets
        && labels instanceof BatchLabels.ValueSets values) {
      return sets.match() == SetMatch.PER_VALUE
          ? ofClasses(metric.name(), values.values(), missing, views)
          : ofPairs(
              metric.name(), DistinctLabels.ofSets(values.values(), sets.match()), missing, views);
    }
    if (metric instanceof Metric.Continuous continuous
        && labels instanceof BatchLabels.Numbers numbers) {
      return ofPairs(
          metric.name(),
          DistinctLabels.ofNumbers(numbers.numbers(), continuous.bandwidth()),
          missing,
          views);
    }
    String kinds =
        labels.getClass().getSimpleName()
            + " (metric is "
            + metric.getClass().getSimpleName()
            + ")";
    throw new IllegalArgumentException("Invalid labels of metric " + metric.name() + ": " + kinds);
  }

  /**
   * Targets of a metric.
   *
   * @param labels of the batch
   * @throws IllegalArgumentException if the labels are of another kind than the metric
   */
  public static Targets of(MetricLabels labels) {
    return of(labels.metric(), labels.labels(), labels.missing(), labels.views());
  }

  /** The metric's name. */
  public String metric() {
    return metric;
  }

  /** B, samples of the batch. */
  public int samples() {
    return samples;
  }

  /** V, views of each sample. */
  public int views() {
    return views;
  }

  /** N = V·B. */
  public int rows() {
    return Math.multiplyExact(samples, views);
  }

  /** How many samples are candidates. */
  int candidateCount() {
    return candidates.length;
  }

  /** Sample of a candidate. */
  int sample(int candidate) {
    return candidates[candidate];
  }

  /** Row of the batch that view {@code view} of a candidate is. */
  int row(int candidate, int view) {
    return view * samples + candidates[candidate];
  }

  /** First candidate whose sample is not below this one. */
  int firstCandidate(int sample) {
    int found = Arrays.binarySearch(candidates, sample);
    return found < 0 ? -found - 1 : found;
  }

  private static Targets ofClasses(
      String metric, int[][] values, MissingLabels missing, int views) {
    int[] candidates = candidates(values.length, sample -> values[sample] == null, missing);
    return new ClassTargets(metric, values, candidates, missing, views);
  }

  private static Targets ofPairs(
      String metric, DistinctLabels labels, MissingLabels missing, int views) {
    int[] candidates = candidates(labels.samples(), labels::missing, missing);
    return new PairTargets(metric, labels, candidates, missing, views);
  }

  private static int[] candidates(int samples, IntPredicate isMissing, MissingLabels missing) {
    return IntStream.range(0, samples)
        .filter(sample -> missing != MissingLabels.EXCLUDE || !isMissing.test(sample))
        .toArray();
  }
}
