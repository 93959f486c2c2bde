package io.mscon.loss;

import io.mscon.data.MissingLabels;
import java.util.HashMap;
import java.util.Map;

/**
 * Categorical and per-value targets. Each value an anchor has is a term of its own, with uniform
 * weight on the other rows that have it, so that sums of rows per value are all the positives need.
 */
final class ClassTargets extends Targets {
  /**
   * [candidates][values] position of each value among the batch's values; empty for a candidate
   * that is no anchor.
   */
  private final int[][] values;

  /** [values] rows that have the value. */
  private final int[] sizes;

  ClassTargets(String metric, int[][] labels, int[] candidates, MissingLabels missing, int views) {
    super(metric, labels.length, views, candidates);
    Map<Integer, Integer> positions = new HashMap<>();
    values = new int[candidates.length][];
    int next = 0;
    for (int k = 0; k < candidates.length; k++) {
      int[] label = labels[candidates[k]];
      values[k] =
          label != null ? new int[label.length] : new int[missing == MissingLabels.SELF ? 1 : 0];
      for (int i = 0; i < values[k].length; i++) {
        // A missing label under SELF is a value that nobody else has.
        Integer known = label == null ? null : positions.putIfAbsent(label[i], next);
        values[k][i] = known == null ? next++ : known;
      }
    }
    sizes = new int[next];
    for (int[] held : values) {
      for (int value : held) {
        sizes[value] += views;
      }
    }
  }

  /** Positions of the values of a candidate. */
  int[] values(int candidate) {
    return values[candidate];
  }

  /** How many different values the batch has. */
  int valueCount() {
    return sizes.length;
  }

  /** How many other rows share this value with a row that has it. */
  int others(int value) {
    return sizes[value] - 1;
  }
}
