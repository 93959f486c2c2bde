package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss straight from its formulas, with all N x N pairs: what the tiled loss is held against.
 */
final class BruteForceLoss {
  private final Metric metric;
  private final BatchLabels labels;
  private final MissingLabels policy;
  private final int samples;
  private final int rows;

  BruteForceLoss(Metric metric, BatchLabels labels, MissingLabels policy, int views) {
    this.metric = metric;
    this.labels = labels;
    this.policy = policy;
    this.samples = labels.size();
    this.rows = views * samples;
  }

  /** The loss of unit rows [N][D]. */
  double loss(double[][] z, double temperature, boolean overAll) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < rows; i++) {
      for (double[] weights : terms(i)) {
        double total = Arrays.stream(weights).sum();
        if (total > 0) {
          sum += term(z, i, weights, total, temperature);
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / (overAll ? rows : count);
  }

  private double term(double[][] z, int i, double[] weights, double total, double temperature) {
    double denominator = 0;
    double positive = 0;
    for (int j = 0; j < rows; j++) {
      if (j != i && candidate(j)) {
        double logit = dot(z[i], z[j]) / temperature;
        denominator += Math.exp(logit);
        positive += weights[j] / total * logit;
      }
    }
    return Math.log(denominator) - positive;
  }

  /** Pair weights of each term of an anchor. */
  private List<double[]> terms(int i) {
    List<double[]> terms = new ArrayList<>();
    boolean perValue =
        metric instanceof Metric.MultiValued sets && sets.match() == SetMatch.PER_VALUE;
    if (perValue && !missing(i)) {
      for (int value : ((BatchLabels.ValueSets) labels).values()[i % samples]) {
        terms.add(weights(i, value));
      }
    } else {
      terms.add(weights(i, -1));
    }
    return terms;
  }

  private double[] weights(int i, int value) {
    double[] weights = new double[rows];
    for (int j = 0; j < rows; j++) {
      weights[j] = i == j ? 0 : weight(i, j, value);
    }
    return weights;
  }

  private double weight(int i, int j, int value) {
    if (missing(i) || missing(j)) {
      boolean ownView = i % samples == j % samples && policy == MissingLabels.SELF;
      return ownView ? 1 : 0;
    }
    if (labels instanceof BatchLabels.Classes classes) {
      return classes.classes()[i % samples] == classes.classes()[j % samples] ? 1 : 0;
    }
    if (labels instanceof BatchLabels.Numbers numbers) {
      double h = ((Metric.Continuous) metric).bandwidth();
      double distance = numbers.numbers()[i % samples] - numbers.numbers()[j % samples];
      return Math.exp(-distance * distance / (2 * h * h));
    }
    int[] a = ((BatchLabels.ValueSets) labels).values()[i % samples];
    int[] b = ((BatchLabels.ValueSets) labels).values()[j % samples];
    return switch (((Metric.MultiValued) metric).match()) {
      case ANY -> shared(a, b) > 0 ? 1 : 0;
      case JACCARD -> {
        double union = a.length + b.length - shared(a, b);
        yield union == 0 ? 0 : shared(a, b) / union;
      }
      case PER_VALUE -> Arrays.stream(b).anyMatch(other -> other == value) ? 1 : 0;
    };
  }

  private boolean candidate(int j) {
    return policy != MissingLabels.EXCLUDE || !missing(j);
  }

  private boolean missing(int row) {
    int sample = row % samples;
    if (labels instanceof BatchLabels.Classes classes) {
      return classes.classes()[sample] < 0;
    }
    if (labels instanceof BatchLabels.ValueSets sets) {
      return sets.values()[sample] == null;
    }
    return Double.isNaN(((BatchLabels.Numbers) labels).numbers()[sample]);
  }

  private static double shared(int[] a, int[] b) {
    return Arrays.stream(a).filter(v -> Arrays.stream(b).anyMatch(w -> v == w)).count();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
