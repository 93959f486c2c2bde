package io.mscon.loss;

import io.mscon.config.LossConfiguration.WeightingName;
import java.util.List;

/**
 * Adds the losses of several metrics up. With s_c = log sigma_c^2 and w_c = exp(-s_c): kendall and
 * excess sum w L + s/2, two-log w L + s, half (w L + s)/2, exact L at temperature tau exp(s).
 * Kendall, Gal, Cipolla 2018 (arXiv 1705.07115).
 *
 * @param name which
 * @param normalise whether the weights that multiply the embeddings' gradients average 1 over the
 *     active metrics
 * @param excessFloor least value of the excess in total and log-variance gradient
 * @param fixed per metric, for fixed
 */
public record Weighting(
    WeightingName name, boolean normalise, double excessFloor, List<Double> fixed) {

  /**
   * The temperature of a metric.
   *
   * @param temperature tau
   * @param logVariance s_c
   */
  public double temperature(double temperature, double logVariance) {
    return learnsTemperature() ? temperature * Math.exp(logVariance) : temperature;
  }

  /** Whether the temperature's gradient is needed. */
  public boolean learnsTemperature() {
    return name == WeightingName.EXACT;
  }

  /**
   * Adds up.
   *
   * @param metrics losses; those that are not active contribute nothing
   * @param logVariances s_c per metric
   */
  public WeightedLoss combine(List<MetricValue> metrics, double[] logVariances) {
    double total = 0;
    double[] weights = new double[metrics.size()];
    double[] gradients = new double[metrics.size()];
    for (int metric = 0; metric < weights.length; metric++) {
      if (metrics.get(metric).active()) {
        Term term = term(metric, metrics.get(metric), logVariances[metric]);
        total += term.value();
        weights[metric] = term.weight();
        gradients[metric] = term.logVarianceGradient();
      }
    }
    return new WeightedLoss(total, normalise ? normalised(weights) : weights, gradients);
  }

  private record Term(double value, double weight, double logVarianceGradient) {}

  private Term term(int metric, MetricValue value, double s) {
    double loss = value.loss();
    double weight = Math.exp(-s);
    return switch (name) {
      case UNIFORM -> new Term(loss, 1, 0);
      case FIXED -> new Term(fixed.get(metric) * loss, fixed.get(metric), 0);
      case EXACT -> new Term(loss, 1, value.logTemperatureGradient());
      case KENDALL -> new Term(weight * loss + s / 2, weight, 0.5 - weight * loss);
      case TWO_LOG -> new Term(weight * loss + s, weight, 1 - weight * loss);
      case HALF -> new Term((weight * loss + s) / 2, weight / 2, (1 - weight * loss) / 2);
      case EXCESS -> {
        double excess = Math.max(value.excess(), excessFloor);
        yield new Term(weight * excess + s / 2, weight, 0.5 - weight * excess);
      }
    };
  }

  private static double[] normalised(double[] weights) {
    double sum = 0;
    int active = 0;
    for (double weight : weights) {
      sum += weight;
      active += weight > 0 ? 1 : 0;
    }
    double[] normalised = weights.clone();
    for (int metric = 0; metric < weights.length && sum > 0; metric++) {
      normalised[metric] *= active / sum;
    }
    return normalised;
  }
}
