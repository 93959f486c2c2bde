package io.mscon.loss;

import java.io.Serializable;
import java.util.List;

/**
 * How the metrics' losses L_c become one, with s_c = log σ_c² learned per metric. A metric without
 * a valid anchor contributes nothing, its log-variance term included.
 */
public sealed interface Weighting extends Serializable {
  /**
   * The metric's part of the total.
   *
   * @param metric position of the metric
   * @param loss its loss, with at least one anchor
   * @param logVariance s_c
   */
  Part part(int metric, MetricLoss loss, double logVariance);

  /**
   * The temperature the metric's loss is computed with.
   *
   * @param base τ
   * @param logVariance s_c
   */
  default double temperature(double base, double logVariance) {
    return base;
  }

  /**
   * One metric's part of the total.
   *
   * @param value what it adds
   * @param weight what multiplies its gradient of z
   * @param logVarianceGradient derivative of {@code value} by s_c; 0 if it depends on pairs
   */
  record Part(double value, double weight, double logVarianceGradient) {}

  /** Σ L_c. */
  record Uniform() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return new Part(loss.loss(), 1, 0);
    }
  }

  /** Σ L_c/σ_c² + log σ_c: the approximation of Kendall, Gal and Cipolla (CVPR 2018), k = 1. */
  record Kendall() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return approximation(loss.loss(), Math.exp(-logVariance), logVariance / 2, 0.5);
    }
  }

  /** Σ L_c/σ_c² + 2 log σ_c. */
  record TwoLog() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return approximation(loss.loss(), Math.exp(-logVariance), logVariance, 1);
    }
  }

  /** Σ L_c/(2σ_c²) + log σ_c: Kendall's form for regression. */
  record Half() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return approximation(loss.loss(), 0.5 * Math.exp(-logVariance), logVariance / 2, 0.5);
    }
  }

  /** Σ L_c computed with temperature τσ_c²: the pseudo-likelihood without approximation. */
  record Exact() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return new Part(loss.loss(), 1, 0);
    }

    @Override
    public double temperature(double base, double logVariance) {
      return base * Math.exp(logVariance);
    }
  }

  /**
   * As {@link Kendall} with the excess E_c = L_c − mean H(t_i) in place of L_c. The floor holds E_c
   * up where it enters the total and the gradient of s_c, so that σ_c cannot run to 0; the
   * embeddings go on learning with weight 1/σ_c² below it.
   *
   * @param floor least E_c, above 0
   */
  record Excess(double floor) implements Weighting {
    /** Checks the floor. */
    public Excess {
      if (!(floor > 0) || Double.isInfinite(floor)) {
        throw new IllegalArgumentException(
            "Invalid loss.excess-floor: " + floor + " (must be > 0)");
      }
    }

    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return approximation(
          Math.max(loss.divergence(), floor), Math.exp(-logVariance), logVariance / 2, 0.5);
    }
  }

  /**
   * Σ w_c L_c.
   *
   * @param weights [C] one weight per metric, 0 or more
   */
  record Fixed(double[] weights) implements Weighting {
    /** Checks the weights. */
    public Fixed {
      for (double weight : weights) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
          throw new IllegalArgumentException(
              "Invalid loss.weights: " + weight + " (must be 0 or more)");
        }
      }
    }

    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return new Part(weights[metric] * loss.loss(), weights[metric], 0);
    }
  }

  /**
   * A log-variance for each row and metric instead of one for each metric: {@link
   * AnchorUncertainty} weighs anchors before their metrics are added up. What stands here is the
   * sum of the losses, whose gradient is that with all u_i = 0.
   */
  record PerSample() implements Weighting {
    @Override
    public Part part(int metric, MetricLoss loss, double logVariance) {
      return new Part(loss.loss(), 1, 0);
    }
  }

  /**
   * Weighs all metrics.
   *
   * @param losses [C]
   * @param logVariances [C] s_c
   * @param normaliseWeights whether the weights of the gradients of z are brought to mean 1 over
   *     the active metrics; total and gradients of s_c stay as the formula has them
   */
  default WeightedTotal weigh(
      List<MetricLoss> losses, double[] logVariances, boolean normaliseWeights) {
    requireMetrics(losses, logVariances);
    double total = 0;
    double[] weights = new double[losses.size()];
    double[] gradients = new double[losses.size()];
    for (int c = 0; c < weights.length; c++) {
      if (losses.get(c).active()) {
        Part part = part(c, losses.get(c), logVariances[c]);
        total += part.value();
        weights[c] = part.weight();
        gradients[c] = part.logVarianceGradient();
      }
    }
    if (normaliseWeights) {
      normalise(weights, losses);
    }
    double radialFactor = this instanceof Exact ? WeightedTotal.OF_SIMILARITIES : 0;
    return new WeightedTotal(total, weights, gradients, radialFactor);
  }

  private void requireMetrics(List<MetricLoss> losses, double[] logVariances) {
    if (losses.size() != logVariances.length) {
      throw new IllegalArgumentException(
          "Invalid log-variances: " + logVariances.length + " for " + losses.size() + " metrics");
    }
    if (this instanceof Fixed fixed && fixed.weights.length != losses.size()) {
      throw new IllegalArgumentException(
          "Invalid loss.weights: "
              + fixed.weights.length
              + " weights for "
              + losses.size()
              + " metrics");
    }
  }

  private static Part approximation(
      double loss, double weight, double logTerm, double logGradient) {
    return new Part(weight * loss + logTerm, weight, logGradient - weight * loss);
  }

  private static void normalise(double[] weights, List<MetricLoss> losses) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    long active = losses.stream().filter(MetricLoss::active).count();
    if (sum > 0) {
      for (int c = 0; c < weights.length; c++) {
        weights[c] *= active / sum;
      }
    }
  }
}
