package io.mscon.loss;

import io.mscon.data.SetMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of a batch reduced to their distinct values, with the weight of two of them looked up
 * in a table where there are few enough: most sets and many measured numbers occur again and again,
 * and an exponential per pair of rows would cost more than the pair's inner product.
 */
final class DistinctLabels {
  private static final int TABLE_LIMIT = 1024;
  private static final int MISSING = -1;

  private final int[] positions;
  private final int[] counts;
  private final PairWeight weight;
  private final double[] table;

  /** Weight of two distinct labels, by position. */
  private interface PairWeight {
    double of(int one, int other);
  }

  private DistinctLabels(int[] positions, int distinct, PairWeight weight) {
    this.positions = positions;
    this.weight = weight;
    counts = new int[distinct];
    for (int position : positions) {
      if (position != MISSING) {
        counts[position]++;
      }
    }
    table = distinct <= TABLE_LIMIT ? tabulate(distinct, weight) : null;
  }

  /** Sets of values; null is missing. */
  static DistinctLabels ofSets(int[][] sets, SetMatch match) {
    Map<List<Integer>, Integer> known = new HashMap<>();
    List<int[]> distinct = new ArrayList<>();
    int[] positions = new int[sets.length];
    for (int sample = 0; sample < sets.length; sample++) {
      positions[sample] =
          sets[sample] == null ? MISSING : position(sorted(sets[sample]), known, distinct);
    }
    int[][] labels = distinct.toArray(int[][]::new);
    return new DistinctLabels(
        positions, labels.length, (a, b) -> overlap(labels[a], labels[b], match));
  }

  /** Numbers; NaN is missing. */
  static DistinctLabels ofNumbers(double[] numbers, double bandwidth) {
    double[] distinct =
        Arrays.stream(numbers)
            .filter(number -> !Double.isNaN(number))
            .map(number -> number + 0.0)
            .sorted()
            .distinct()
            .toArray();
    int[] positions = new int[numbers.length];
    for (int sample = 0; sample < numbers.length; sample++) {
      positions[sample] =
          Double.isNaN(numbers[sample])
              ? MISSING
              : Arrays.binarySearch(distinct, numbers[sample] + 0.0);
    }
    return new DistinctLabels(
        positions, distinct.length, (a, b) -> gauss((distinct[a] - distinct[b]) / bandwidth));
  }

  int samples() {
    return positions.length;
  }

  boolean missing(int sample) {
    return positions[sample] == MISSING;
  }

  /** Weight of two samples' labels, neither missing. */
  double weight(int one, int other) {
    int a = positions[one];
    int b = positions[other];
    return table == null ? weight.of(a, b) : table[a * counts.length + b];
  }

  /** Sums of a sample's weights with all other rows of the batch. */
  PairTargets.WeightTotals totals(int sample, int views) {
    int position = positions[sample];
    double sum = 0;
    double logs = 0;
    for (int other = 0; other < counts.length; other++) {
      double w = weight.of(position, other);
      if (w > 0) {
        double rows = (double) counts[other] * views - (other == position ? 1 : 0);
        sum += rows * w;
        logs += rows * w * Math.log(w);
      }
    }
    // Below the normal range 1 / sum overflows: such a row has no neighbour that could be told from
    // none.
    return sum < Double.MIN_NORMAL
        ? new PairTargets.WeightTotals(0, 0)
        : new PairTargets.WeightTotals(sum, logs);
  }

  private static double[] tabulate(int distinct, PairWeight weight) {
    double[] weights = new double[distinct * distinct];
    for (int a = 0; a < distinct; a++) {
      for (int b = 0; b < distinct; b++) {
        weights[a * distinct + b] = weight.of(a, b);
      }
    }
    return weights;
  }

  private static int position(int[] set, Map<List<Integer>, Integer> known, List<int[]> distinct) {
    List<Integer> key = Arrays.stream(set).boxed().toList();
    Integer position = known.putIfAbsent(key, distinct.size());
    if (position != null) {
      return position;
    }
    distinct.add(set);
    return distinct.size() - 1;
  }

  private static int[] sorted(int[] set) {
    return Arrays.stream(set).sorted().distinct().toArray();
  }

  private static double gauss(double distance) {
    return Math.exp(-0.5 * distance * distance);
  }

  private static double overlap(int[] a, int[] b, SetMatch match) {
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        shared++;
      }
      int step = Integer.compare(a[i], b[j]);
      i += step <= 0 ? 1 : 0;
      j += step >= 0 ? 1 : 0;
    }
    if (shared == 0) {
      return 0;
    }
    return match == SetMatch.ANY ? 1 : (double) shared / (a.length + b.length - shared);
  }
}
