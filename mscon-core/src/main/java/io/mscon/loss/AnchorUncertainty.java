package io.mscon.loss;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A metric's loss with a log-variance u_i for each row: the heteroscedastic form of Kendall and Gal
 * (NeurIPS 2017, arXiv 1703.04977) with the terms of {@link Weighting.Excess},
 *
 * <pre>
 * L_c = 1/divisor Σ_i (e^(−u_i) E_i + m_i u_i/2)    dL_c/du_i = (m_i/2 − e^(−u_i) E_i) / divisor
 * </pre>
 *
 * with E_i = ℓ_i − H(t_i) what can be learned away of the loss of the row's m_i terms (1 for most
 * metrics, 0 for a row that is no anchor). To the embeddings ℓ_i and E_i are the same: H(t_i)
 * depends on labels alone. But ℓ_i cannot fall below it, log(n − 1) for a class of n rows, so that
 * log 2ℓ_i, the best u_i, hardly differs between rows that are well placed and rows that are not,
 * and more between large and small classes. If all u_i are the same it is that weighting's Σ
 * E_c/σ_c² + log σ_c.
 *
 * <p>u_i enters held to [−{@value #LIMIT}, {@value #LIMIT}]. The best u_i is log 2E_i, which has no
 * lower end: a row whose E_i goes to 0 would take all the weight of its metric. Those between 0.003
 * and 74 have their best u_i inside. Beyond an end the gradient is that at the end, where it leads
 * back, and 0 where it leads further out, so that no row is stuck there.
 *
 * @param value what the metric adds to the total
 * @param weights [rows] e^(−u_i), what multiplies E_i, and ℓ_i in the gradient of z
 * @param gradient [rows] d value / d u_i
 * @param summary for people
 */
public record AnchorUncertainty(
    double value, double[] weights, double[] gradient, Summary summary) {
  /** The largest |u_i| that is used. */
  public static final double LIMIT = 5;

  /**
   * Over the metric's anchors.
   *
   * @param mean of u_i
   * @param deviation standard deviation of u_i
   * @param weight mean of e^(−u_i)
   */
  public record Summary(double mean, double deviation, double weight) implements Serializable {}

  /**
   * Weighs the anchors of a metric.
   *
   * @param all statistics of the whole batch
   * @param loss of the metric
   * @param scale multiplies E_i
   * @param logVariances [rows] u_i
   */
  static AnchorUncertainty of(
      RowStatistics all, MetricLoss loss, double scale, double[] logVariances) {
    int rows = all.terms().length;
    if (logVariances.length != rows) {
      throw new IllegalArgumentException(
          "Invalid log-variances: " + logVariances.length + " for " + rows + " rows");
    }
    if (!loss.active()) {
      return new AnchorUncertainty(0, new double[rows], new double[rows], new Summary(0, 0, 0));
    }
    double[] weights = new double[rows];
    double[] gradient = new double[rows];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double terms = all.terms()[row];
      double held = held(logVariances[row]);
      weights[row] = Math.exp(-held);
      double weighted = weights[row] * scale * excess(all, row);
      sum += weighted + terms * held / 2;
      gradient[row] = leadingIn(logVariances[row], (terms / 2 - weighted) / loss.divisor());
    }
    Summary summary = summary(all, logVariances, loss.anchors());
    return new AnchorUncertainty(sum / loss.divisor(), weights, gradient, summary);
  }

  private static double excess(RowStatistics all, int row) {
    double loss = all.terms()[row] * all.logSumExp()[row] - all.positiveLogit()[row];
    return loss - all.entropy()[row];
  }

  /** u held to the limits. */
  private static double held(double logVariance) {
    return Math.max(-LIMIT, Math.min(LIMIT, logVariance));
  }

  private static double leadingIn(double logVariance, double gradient) {
    boolean leadsOut = logVariance > LIMIT ? gradient < 0 : logVariance < -LIMIT && gradient > 0;
    return leadsOut ? 0 : gradient;
  }

  private static Summary summary(RowStatistics all, double[] logVariances, double anchors) {
    double sum = 0;
    double squares = 0;
    double weights = 0;
    for (int row = 0; row < logVariances.length; row++) {
      double held = held(logVariances[row]);
      sum += all.terms()[row] * held;
      squares += all.terms()[row] * held * held;
      weights += all.terms()[row] * Math.exp(-held);
    }
    double mean = sum / anchors;
    double variance = Math.max(0, squares / anchors - mean * mean);
    return new Summary(mean, Math.sqrt(variance), weights / anchors);
  }

  /**
   * Several metrics made one: the sum of their values.
   *
   * @param metrics [C]
   * @param normaliseWeights whether the weights of the gradients of z are divided by their mean
   *     over the active metrics, Σ_c mean_i e^(−u_i) / C; total and gradients of u_i stay as the
   *     formula has them
   * @return weights are what is common to a metric's anchors: 1, or 1 over that mean; gradients of
   *     s_c are 0
   */
  static WeightedTotal total(List<AnchorUncertainty> metrics, boolean normaliseWeights) {
    double[] means = metrics.stream().mapToDouble(metric -> metric.summary.weight).toArray();
    double sum = Arrays.stream(means).sum();
    long active = Arrays.stream(means).filter(mean -> mean > 0).count();
    double common = normaliseWeights && sum > 0 ? active / sum : 1;
    double total = 0;
    double[] weights = new double[means.length];
    for (int c = 0; c < weights.length; c++) {
      total += metrics.get(c).value;
      weights[c] = means[c] > 0 ? common : 0;
    }
    return new WeightedTotal(total, weights, new double[weights.length], 0);
  }
}
