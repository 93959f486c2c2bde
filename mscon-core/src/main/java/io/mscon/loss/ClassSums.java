package io.mscon.loss;

/**
 * Sum of the rows that have each value, in double precision, and of these rows times their anchor
 * weights a_i where they have some: all that positives of {@link ClassTargets} need. O(values · D),
 * one pass.
 */
final class ClassSums {
  private final ClassTargets targets;
  private final Rows unit;
  private final double[] sums;
  private final AnchorWeights anchors;

  /** [values][D] Σ a_i z_i; the sums themselves if all a_i are 1. */
  private final double[] weighted;

  ClassSums(ClassTargets targets, Rows unit, AnchorWeights anchors) {
    this.targets = targets;
    this.unit = unit;
    this.anchors = anchors;
    sums = new double[Math.multiplyExact(targets.valueCount(), unit.columns())];
    addUp();
    weighted = anchors.same() ? sums : new double[sums.length];
    if (!anchors.same()) {
      addUpWeighted();
    }
  }

  private void addUp() {
    for (int candidate = 0; candidate < targets.candidateCount(); candidate++) {
      for (int value : targets.values(candidate)) {
        for (int view = 0; view < targets.views(); view++) {
          unit.addRowTo(targets.row(candidate, view), sums, value * unit.columns());
        }
      }
    }
  }

  /**
   * Σ_j t_ij z_j · z_i over the row's terms: z_i·(S_v − z_i)/(n_v − 1) summed over its values v.
   */
  double positive(int candidate, int row) {
    double self = unit.dot(row, unit, row);
    double sum = 0;
    for (int value : targets.values(candidate)) {
      if (targets.others(value) > 0) {
        sum += (unit.dot(row, sums, value * unit.columns()) - self) / targets.others(value);
      }
    }
    return sum;
  }

  private void addUpWeighted() {
    for (int candidate = 0; candidate < targets.candidateCount(); candidate++) {
      for (int view = 0; view < targets.views(); view++) {
        int row = targets.row(candidate, view);
        for (int value : targets.values(candidate)) {
          for (int d = 0; d < unit.columns(); d++) {
            weighted[value * unit.columns() + d] += anchors.of(row) * unit.get(row, d);
          }
        }
      }
    }
  }

  /**
   * Subtracts Σ_j (a_i t_ij + a_j t_ji) z_j = Σ_v (a_i (S_v − z_i) + Σ_j∈v a_j z_j − a_i z_i)/(n_v
   * − 1) from a vector; 2 Σ_v (S_v − z_i)/(n_v − 1) if all a are 1.
   */
  void subtractPositives(int candidate, int row, double[] vector) {
    for (int value : targets.values(candidate)) {
      if (targets.others(value) > 0) {
        if (anchors.same()) {
          subtract(value, 2.0 / targets.others(value), row, vector);
        } else {
          subtractWeighted(value, row, vector);
        }
      }
    }
  }

  private void subtract(int value, double share, int row, double[] vector) {
    for (int d = 0; d < vector.length; d++) {
      vector[d] -= share * (sums[value * vector.length + d] - unit.get(row, d));
    }
  }

  private void subtractWeighted(int value, int row, double[] vector) {
    double own = anchors.of(row);
    int offset = value * vector.length;
    for (int d = 0; d < vector.length; d++) {
      double outward = own * (sums[offset + d] - unit.get(row, d));
      double inward = weighted[offset + d] - own * unit.get(row, d);
      vector[d] -= (outward + inward) / targets.others(value);
    }
  }
}
