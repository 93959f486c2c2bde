package io.mscon.loss;

/**
 * Sum of the rows that have each value, in double precision: all that positives of {@link
 * ClassTargets} need. O(values · D), one pass.
 */
final class ClassSums {
  private final ClassTargets targets;
  private final Rows unit;
  private final double[] sums;

  ClassSums(ClassTargets targets, Rows unit) {
    this.targets = targets;
    this.unit = unit;
    sums = new double[Math.multiplyExact(targets.valueCount(), unit.columns())];
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

  /** Subtracts Σ_j (t_ij + t_ji) z_j = 2 Σ_v (S_v − z_i)/(n_v − 1) from a vector. */
  void subtractPositives(int candidate, int row, double[] vector) {
    for (int value : targets.values(candidate)) {
      if (targets.others(value) > 0) {
        double share = 2.0 / targets.others(value);
        for (int d = 0; d < vector.length; d++) {
          vector[d] -= share * (sums[value * vector.length + d] - unit.get(row, d));
        }
      }
    }
  }
}
