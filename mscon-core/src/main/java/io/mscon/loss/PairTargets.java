package io.mscon.loss;

import io.mscon.data.MissingLabels;

/**
 * Targets whose weights depend on both samples of a pair: set overlap and kernels. Weights are
 * symmetric, and the same for all views.
 */
final class PairTargets extends Targets {
  private final DistinctLabels labels;
  private final boolean missingIsItsOwnPositive;

  PairTargets(
      String metric, DistinctLabels labels, int[] candidates, MissingLabels missing, int views) {
    super(metric, labels.samples(), views, candidates);
    this.labels = labels;
    missingIsItsOwnPositive = missing == MissingLabels.SELF;
  }

  /** Σ_j w_ij and Σ_j w_ij log w_ij over the other rows, for a row of the candidate. */
  WeightTotals totals(int candidate) {
    int sample = sample(candidate);
    if (labels.missing(sample)) {
      return new WeightTotals(missingIsItsOwnPositive ? views() - 1 : 0, 0);
    }
    return labels.totals(sample, views());
  }

  /**
   * Weights of one candidate against a run of candidates.
   *
   * @param row the candidate
   * @param from first of the run
   * @param count length of the run
   * @param weights receives each weight {@code views} times in a row, from {@code offset}
   */
  void fill(int row, int from, int count, double[] weights, int offset) {
    int position = offset;
    for (int other = from; other < from + count; other++) {
      double weight = weight(row, other);
      for (int view = 0; view < views(); view++) {
        weights[position++] = weight;
      }
    }
  }

  /** w of two different rows of these candidates. */
  double weight(int one, int other) {
    int first = sample(one);
    int second = sample(other);
    if (labels.missing(first) || labels.missing(second)) {
      return missingIsItsOwnPositive && first == second ? 1 : 0;
    }
    return labels.weight(first, second);
  }

  /**
   * Sums over a row's weights.
   *
   * @param weight Σ w
   * @param weightLogWeight Σ w log w
   */
  record WeightTotals(double weight, double weightLogWeight) {
    /** Entropy of w / Σ w; 0 if all weights are 0. */
    double entropy() {
      return weight > 0 ? Math.log(weight) - weightLogWeight / weight : 0;
    }
  }
}
