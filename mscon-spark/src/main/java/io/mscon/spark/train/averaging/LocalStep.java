package io.mscon.spark.train.averaging;

import io.mscon.loss.ContrastiveLoss.Evaluation;
import io.mscon.loss.MetricLoss;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Losses of a step, of one worker or the mean over several.
 *
 * @param total the value that is minimised
 * @param losses per metric, unweighted; 0 without a valid anchor
 * @param excess per metric, the loss beyond the targets' entropy
 * @param weights per metric, what multiplies its gradient
 */
public record LocalStep(double total, double[] losses, double[] excess, double[] weights)
    implements Serializable {

  static LocalStep of(Evaluation found) {
    return new LocalStep(
        found.total().total(),
        found.losses().stream().mapToDouble(MetricLoss::loss).toArray(),
        found.losses().stream().mapToDouble(MetricLoss::divergence).toArray(),
        found.total().weights());
  }

  static LocalStep diverged(int metrics) {
    double[] none = new double[metrics];
    Arrays.fill(none, Double.NaN);
    return new LocalStep(Double.NaN, none, none, none);
  }

  /**
   * The mean of several, added up in their order.
   *
   * @param steps at least one
   */
  public static LocalStep mean(List<LocalStep> steps) {
    int metrics = steps.get(0).losses.length;
    LocalStep sum = new LocalStep(0, new double[metrics], new double[metrics], new double[metrics]);
    double total = 0;
    for (LocalStep step : steps) {
      total += step.total / steps.size();
      for (int metric = 0; metric < metrics; metric++) {
        sum.losses[metric] += step.losses[metric] / steps.size();
        sum.excess[metric] += step.excess[metric] / steps.size();
        sum.weights[metric] += step.weights[metric] / steps.size();
      }
    }
    return new LocalStep(total, sum.losses, sum.excess, sum.weights);
  }
}
