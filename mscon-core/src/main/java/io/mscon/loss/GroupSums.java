package io.mscon.loss;

/**
 * Sums of rows over an anchor's positives, through sums over groups. Forward: sum_j t_ij z_j;
 * reverse: sum_j t_ji z_j. Both are float64 and added up in the order of the rows.
 */
final class GroupSums {
  private final Targets targets;
  private final boolean reverse;
  private final int columns;
  private final double[] mixed;

  private GroupSums(Targets targets, boolean reverse, RowMatrix unitRows) {
    this.targets = targets;
    this.reverse = reverse;
    this.columns = unitRows.columns();
    double[] sums = memberSums(unitRows);
    this.mixed = targets.weighted() ? mix(sums) : scaled(sums);
  }

  static GroupSums positives(Targets targets, RowMatrix unitRows) {
    return new GroupSums(targets, false, unitRows);
  }

  static GroupSums reversePositives(Targets targets, RowMatrix unitRows) {
    return new GroupSums(targets, true, unitRows);
  }

  /** One number of the sum for a row, over all its terms. */
  double get(RowMatrix unitRows, int row, int column) {
    double sum = 0;
    for (int group : targets.groups(row)) {
      double total = targets.totalWeight(group);
      if (total > 0) {
        double self = targets.similarity(group, group) * unitRows.get(row, column);
        sum += mixed[group * columns + column] - self / total;
      }
    }
    return sum;
  }

  /** z_i times its sum. */
  double dot(RowMatrix unitRows, int row) {
    double dot = 0;
    for (int column = 0; column < columns; column++) {
      dot += get(unitRows, row, column) * unitRows.get(row, column);
    }
    return dot;
  }

  private double[] memberSums(RowMatrix unitRows) {
    double[] sums = new double[targets.groupCount() * columns];
    for (int row = 0; row < unitRows.rows(); row++) {
      for (int group : targets.groups(row)) {
        for (int column = 0; column < columns; column++) {
          sums[group * columns + column] += unitRows.get(row, column);
        }
      }
    }
    return sums;
  }

  /** Where only members of one group are similar: S_g / W_g. */
  private double[] scaled(double[] sums) {
    for (int group = 0; group < targets.groupCount(); group++) {
      double total = targets.totalWeight(group);
      for (int column = 0; column < columns; column++) {
        sums[group * columns + column] *= total > 0 ? 1 / total : 0;
      }
    }
    return sums;
  }

  /** sum_h w_gh S_h / W, with the anchor's W forward and the other's in reverse. */
  private double[] mix(double[] sums) {
    double[] mixed = new double[sums.length];
    for (int group = 0; group < targets.groupCount(); group++) {
      for (int other = 0; other < targets.groupCount(); other++) {
        double total = targets.totalWeight(reverse ? other : group);
        double weight = total > 0 ? targets.similarity(group, other) / total : 0;
        if (weight > 0) {
          addScaled(sums, other * columns, weight, mixed, group * columns);
        }
      }
    }
    return mixed;
  }

  private void addScaled(double[] from, int fromOffset, double weight, double[] to, int toOffset) {
    for (int column = 0; column < columns; column++) {
      to[toOffset + column] += weight * from[fromOffset + column];
    }
  }
}
