package io.mscon.loss;

import io.mscon.data.BatchLabels;
import java.util.List;

/**
 * The usual loss of classifiers, one linear head per metric: rows are logits,
 *
 * <pre>
 * ℓ_i = log Σ_k exp z_ik − z_iy    L_c = mean of ℓ_i over the rows that have the label
 * dL_c/dz_i = (softmax(z_i) − onehot(y)) / number of those rows
 * </pre>
 *
 * <p>Several metrics are added up as {@link ContrastiveLoss}es are; weighted by uncertainty this is
 * Kendall, Gal and Cipolla, CVPR 2018, whose softmax(z / σ²) is {@link Weighting.Exact}. Rows
 * without the label don't count, whatever the policy for missing labels. Results are float64 sums
 * in the order of the rows.
 *
 * @param weighting how the metrics become one
 * @param normaliseWeights whether weights of gradients are brought to mean 1
 */
public record CrossEntropy(Weighting weighting, boolean normaliseWeights) implements Objective {
  @Override
  public double scale() {
    return 1;
  }

  @Override
  public boolean comparesRows() {
    return false;
  }

  @Override
  public RowStatistics statistics(
      MetricLabels labels, Rows rows, double logVariance, SampleRange own) {
    int[] classes = classes(labels, rows);
    double tau = temperature(labels, logVariance);
    RowStatistics statistics = RowStatistics.zeros(own, labels.views());
    forLabelledRows(
        labels,
        classes,
        own,
        (row, place, label) -> {
          statistics.logSumExp()[place] = logSumExp(rows, row, tau);
          statistics.positiveLogit()[place] = rows.get(row, label) / tau;
          statistics.terms()[place] = 1;
        });
    return statistics;
  }

  @Override
  public RowGradient gradient(
      MetricLabels labels,
      Rows rows,
      RowStatistics all,
      double logVariance,
      AnchorWeights weight,
      SampleRange own) {
    int[] classes = classes(labels, rows);
    double tau = temperature(labels, logVariance);
    double divisor = summarise(all).divisor();
    int count = own.size() * labels.views();
    RowGradient gradient =
        new RowGradient(own, labels.views(), rows.zeros(count), new double[count]);
    forLabelledRows(
        labels,
        classes,
        own,
        (row, place, label) -> {
          for (int column = 0; column < rows.columns(); column++) {
            double logit = rows.get(row, column);
            double target = column == label ? 1 : 0;
            double slope =
                (Math.exp(logit / tau - all.logSumExp()[row]) - target) / (divisor * tau);
            gradient.dz().set(place, column, weight.common() * weight.of(row) * slope);
            gradient.radial()[place] += logit * slope;
          }
        });
    return gradient;
  }

  /** What is done with a row that has the label. */
  private interface LabelledRow {
    /** Of the batch's row, its place among the own rows, and its class. */
    void visit(int row, int place, int label);
  }

  private static void forLabelledRows(
      MetricLabels labels, int[] classes, SampleRange own, LabelledRow work) {
    for (int view = 0; view < labels.views(); view++) {
      for (int sample = own.from(); sample < own.to(); sample++) {
        if (classes[sample] >= 0) {
          work.visit(
              view * labels.samples() + sample,
              view * own.size() + sample - own.from(),
              classes[sample]);
        }
      }
    }
  }

  @Override
  public MetricLoss summarise(RowStatistics all) {
    return MetricLoss.of(all, 1, Reduction.VALID);
  }

  @Override
  public WeightedTotal weigh(List<MetricLoss> losses, double[] logVariances) {
    return Objective.super.weigh(losses, logVariances).ofLogits();
  }

  private static double logSumExp(Rows rows, int row, double tau) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < rows.columns(); column++) {
      largest = Math.max(largest, rows.get(row, column) / tau);
    }
    double sum = 0;
    for (int column = 0; column < rows.columns(); column++) {
      sum += Math.exp(rows.get(row, column) / tau - largest);
    }
    return largest + Math.log(sum);
  }

  private double temperature(MetricLabels labels, double logVariance) {
    double tau = weighting.temperature(1, logVariance);
    LossInputs.requirePositive("temperature of metric " + labels.metric().name(), tau);
    return tau;
  }

  private static int[] classes(MetricLabels labels, Rows logits) {
    String metric = labels.metric().name();
    if (logits.count() != labels.rows()) {
      throw new IllegalArgumentException(
          "Invalid logits of metric %s: %d rows (must be %d)"
              .formatted(metric, logits.count(), labels.rows()));
    }
    if (!(labels.labels() instanceof BatchLabels.Classes classes)) {
      throw new IllegalArgumentException(
          "Invalid labels of metric %s: %s (cross-entropy needs classes)"
              .formatted(metric, labels.labels().getClass().getSimpleName()));
    }
    for (int value : classes.classes()) {
      if (value >= logits.columns()) {
        throw new IllegalArgumentException(
            "Invalid label of metric %s: class %d (its head has %d columns)"
                .formatted(metric, value, logits.columns()));
      }
    }
    return classes.classes();
  }
}
