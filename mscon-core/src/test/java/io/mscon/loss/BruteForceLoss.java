package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One metric's loss straight from the formulas: a list of (anchor, weights) terms over all rows, N
 * × N arrays, double precision. Shares no code with what it checks.
 */
public final class BruteForceLoss {
  /** One term of the mean: an anchor and its unnormalised target weights. */
  private record Term(int anchor, double[] weights) {}

  private final double[][] z;
  private final double temperature;
  private final boolean[] candidate;
  private final List<Term> terms = new ArrayList<>();

  public double loss;
  public double targetEntropy;
  public double softmaxEntropy;
  public double temperatureGradient;
  public final double[][] dz;

  public BruteForceLoss(
      Metric metric,
      BatchLabels labels,
      MissingLabels missing,
      int views,
      double[][] z,
      double temperature,
      double scale,
      Reduction reduction) {
    this.z = z;
    this.temperature = temperature;
    candidate = new boolean[z.length];
    dz = new double[z.length][z[0].length];
    for (int i = 0; i < z.length; i++) {
      candidate[i] = !isMissing(labels, i) || missing != MissingLabels.EXCLUDE;
    }
    for (int i = 0; i < z.length; i++) {
      addTerms(metric, labels, missing, i);
    }
    double divisor = reduction == Reduction.VALID ? terms.size() : z.length;
    terms.forEach(term -> add(term, scale / divisor));
  }

  public int anchors() {
    return terms.size();
  }

  private void addTerms(Metric metric, BatchLabels labels, MissingLabels missing, int i) {
    if (isMissing(labels, i)) {
      if (missing == MissingLabels.SELF) {
        addTerm(i, j -> j % labels.size() == i % labels.size() ? 1 : 0);
      }
    } else if (metric instanceof Metric.MultiValued sets && sets.match() == SetMatch.PER_VALUE) {
      for (int value : set(labels, i)) {
        addTerm(i, j -> !isMissing(labels, j) && set(labels, j).contains(value) ? 1 : 0);
      }
    } else {
      addTerm(i, j -> isMissing(labels, j) ? 0 : similarity(metric, labels, i, j));
    }
  }

  private void addTerm(int anchor, IntToDoubleFunction weight) {
    double[] weights = new double[z.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = j == anchor ? 0 : weight.applyAsDouble(j);
    }
    if (Arrays.stream(weights).sum() > 0) {
      terms.add(new Term(anchor, weights));
    }
  }

  private static double similarity(Metric metric, BatchLabels labels, int i, int j) {
    if (metric instanceof Metric.Categorical) {
      int[] classes = ((BatchLabels.Classes) labels).classes();
      return classes[i % classes.length] == classes[j % classes.length] ? 1 : 0;
    }
    if (metric instanceof Metric.Continuous continuous) {
      double[] numbers = ((BatchLabels.Numbers) labels).numbers();
      double distance = numbers[i % numbers.length] - numbers[j % numbers.length];
      return Math.exp(-distance * distance / (2 * continuous.bandwidth() * continuous.bandwidth()));
    }
    Set<Integer> shared = set(labels, i);
    shared.retainAll(set(labels, j));
    Set<Integer> union = set(labels, i);
    union.addAll(set(labels, j));
    boolean any = ((Metric.MultiValued) metric).match() == SetMatch.ANY;
    return shared.isEmpty() ? 0 : any ? 1 : (double) shared.size() / union.size();
  }

  private static Set<Integer> set(BatchLabels labels, int row) {
    int[][] values = ((BatchLabels.ValueSets) labels).values();
    return Arrays.stream(values[row % values.length])
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isMissing(BatchLabels labels, int row) {
    int sample = row % labels.size();
    if (labels instanceof BatchLabels.Classes classes) {
      return classes.classes()[sample] < 0;
    }
    if (labels instanceof BatchLabels.ValueSets sets) {
      return sets.values()[sample] == null;
    }
    return Double.isNaN(((BatchLabels.Numbers) labels).numbers()[sample]);
  }

  private void add(Term term, double factor) {
    int i = term.anchor;
    double[] logits = new double[z.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < z.length; j++) {
      for (int d = 0; d < z[i].length; d++) {
        logits[j] += z[i][d] * z[j][d] / temperature;
      }
      greatest = candidate[j] && j != i ? Math.max(greatest, logits[j]) : greatest;
    }
    double normaliser = 0;
    for (int j = 0; j < z.length; j++) {
      normaliser += candidate[j] && j != i ? Math.exp(logits[j] - greatest) : 0;
    }
    double logSumExp = greatest + Math.log(normaliser);
    double weightSum = Arrays.stream(term.weights).sum();
    for (int j = 0; j < z.length; j++) {
      if (candidate[j] && j != i) {
        addPair(
            i,
            j,
            logits[j],
            Math.exp(logits[j] - logSumExp),
            term.weights[j] / weightSum,
            logSumExp,
            factor);
      }
    }
  }

  private void addPair(
      int i, int j, double logit, double p, double t, double logSumExp, double factor) {
    loss += factor * t * (logSumExp - logit);
    targetEntropy -= t > 0 ? factor * t * Math.log(t) : 0;
    softmaxEntropy += factor * p * (logSumExp - logit);
    temperatureGradient += factor * (t - p) * logit;
    for (int d = 0; d < z[i].length; d++) {
      dz[i][d] += factor * (p - t) * z[j][d] / temperature;
      dz[j][d] += factor * (p - t) * z[i][d] / temperature;
    }
  }
}
