package io.mscon.loss;

/** The target side of a row's statistics: its terms, its positives' logit, its entropy. */
interface TargetTerms {
  /**
   * Writes one row's.
   *
   * @param candidate the row's candidate
   * @param view the row's view
   * @param weightedLogit Σ_j w_ij s_ij, where weights belong to pairs
   * @param statistics what to write into
   * @param row where in it
   */
  void write(int candidate, int view, double weightedLogit, RowStatistics statistics, int row);

  /** Those of the given targets. */
  static TargetTerms of(Targets targets, Rows unit, double temperature) {
    if (targets instanceof ClassTargets classes) {
      return ofClasses(classes, new ClassSums(classes, unit, AnchorWeights.same(1)), temperature);
    }
    return ofPairs((PairTargets) targets);
  }

  private static TargetTerms ofClasses(ClassTargets targets, ClassSums sums, double temperature) {
    return (candidate, view, weightedLogit, statistics, row) -> {
      for (int value : targets.values(candidate)) {
        if (targets.others(value) > 0) {
          statistics.terms()[row]++;
          statistics.entropy()[row] += Math.log(targets.others(value));
        }
      }
      statistics.positiveLogit()[row] =
          sums.positive(candidate, targets.row(candidate, view)) / temperature;
    };
  }

  private static TargetTerms ofPairs(PairTargets targets) {
    return (candidate, view, weightedLogit, statistics, row) -> {
      PairTargets.WeightTotals totals = targets.totals(candidate);
      if (totals.weight() > 0) {
        statistics.terms()[row] = 1;
        statistics.entropy()[row] = totals.entropy();
        statistics.positiveLogit()[row] = weightedLogit / totals.weight();
        statistics.weightSum()[row] = totals.weight();
      }
    };
  }
}
