package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.util.Arrays;

/**
 * The target distributions t_ij = w_ij / sum_k w_ik of one metric over a global batch of B samples
 * in V views. Row n is view n / B of sample n % B. Depends on labels only.
 *
 * <p>Sums over positives are sums over groups of equal labels: with S_h the sum of the rows of
 * group h, sum_j w_ij z_j = sum_h w_gh S_h - w_gg z_i for an anchor i of group g.
 */
public final class Targets {
  private final LabelGroups groups;
  private final int views;
  private final int[] membersOfGroup;
  private final double[] totalWeight;
  private final double[] entropy;
  private final int[] terms;
  private final int[] candidateRows;

  private Targets(LabelGroups groups, int views) {
    this.groups = groups;
    this.views = views;
    this.membersOfGroup = members();
    this.totalWeight = new double[groups.size()];
    this.entropy = new double[groups.size()];
    for (int group = 0; group < groups.size(); group++) {
      weigh(group);
    }
    this.terms = validTerms();
    this.candidateRows = findCandidateRows();
  }

  /**
   * The targets of a metric.
   *
   * @param metric what is similar
   * @param labels of the B samples
   * @param policy for missing labels
   * @param views V of each sample
   */
  public static Targets of(Metric metric, BatchLabels labels, MissingLabels policy, int views) {
    return new Targets(LabelGroups.of(metric, labels, policy), views);
  }

  /** How many samples the batch has. */
  public int samples() {
    return groups.memberships().length;
  }

  /** How many rows: views times samples. */
  public int rows() {
    return views * samples();
  }

  /** How many views of each sample. */
  public int views() {
    return views;
  }

  /**
   * Valid anchors of the whole batch; under per-value matching (anchor, value) terms with a
   * positive.
   */
  public long validAnchors() {
    long sum = 0;
    for (int count : terms) {
      sum += count;
    }
    return sum * views;
  }

  /** Mean of H(t_i) over the valid anchors; 0 if there is none. */
  public double meanEntropy() {
    double sum = 0;
    for (int sample = 0; sample < samples(); sample++) {
      for (int group : groups.memberships()[sample]) {
        sum += totalWeight[group] > 0 ? entropy[group] : 0;
      }
    }
    return validAnchors() == 0 ? 0 : sum * views / validAnchors();
  }

  /** Rows that stand in denominators, ascending. */
  int[] candidateRows() {
    return candidateRows;
  }

  /**
   * How many terms of the loss a row is the anchor of: 0 or 1, or its valid values under per-value
   * matching.
   */
  int terms(int row) {
    return terms[row % samples()];
  }

  /** Groups of a row, those without a positive included. */
  int[] groups(int row) {
    return groups.memberships()[row % samples()];
  }

  int groupCount() {
    return groups.size();
  }

  /** Sum of the weights of an anchor of this group; 0 if it has no positive. */
  double totalWeight(int group) {
    return totalWeight[group];
  }

  double similarity(int group, int other) {
    return groups.similarity(group, other);
  }

  /** Whether members of different groups can be similar. */
  boolean weighted() {
    return groups.weighted();
  }

  private int[] members() {
    int[] members = new int[groups.size()];
    for (int[] membership : groups.memberships()) {
      for (int group : membership) {
        members[group]++;
      }
    }
    return members;
  }

  /** H(t) = log W - (1/W) sum w log w, over everybody but the anchor itself. */
  private void weigh(int group) {
    double self = groups.similarity(group, group);
    double sum = -self;
    double weightedLogs = -self * logOrZero(self);
    int first = groups.weighted() ? 0 : group;
    int last = groups.weighted() ? groups.size() - 1 : group;
    for (int other = first; other <= last; other++) {
      double weight = groups.similarity(group, other);
      double rows = (double) views * membersOfGroup[other];
      sum += rows * weight;
      weightedLogs += rows * weight * logOrZero(weight);
    }
    totalWeight[group] = hasPositive(group) ? sum : 0;
    entropy[group] = hasPositive(group) ? Math.log(sum) - weightedLogs / sum : 0;
  }

  /** Counted, not summed: the rounding of sum - self must not make a positive of nothing. */
  private boolean hasPositive(int group) {
    if (groups.similarity(group, group) > 0 && views * membersOfGroup[group] > 1) {
      return true;
    }
    if (groups.weighted()) {
      for (int other = 0; other < groups.size(); other++) {
        if (other != group && groups.similarity(group, other) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private int[] validTerms() {
    int[] valid = new int[samples()];
    for (int sample = 0; sample < valid.length; sample++) {
      for (int group : groups.memberships()[sample]) {
        valid[sample] += totalWeight[group] > 0 ? 1 : 0;
      }
    }
    return valid;
  }

  private int[] findCandidateRows() {
    int[] rows = new int[rows()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (groups.candidate(row % samples())) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static double logOrZero(double value) {
    return value > 0 ? Math.log(value) : 0;
  }
}
