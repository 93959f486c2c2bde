package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import io.mscon.loss.WeightedTotal;
import java.util.List;
import java.util.Map;

/**
 * The loss of a step.
 *
 * @param metricLoss per metric, unweighted; those without a valid anchor are 0
 * @param excess per metric, the loss beyond the targets' entropy
 * @param weightOfMetric per metric, what multiplies its gradient
 * @param statistics per metric in order, of all rows
 * @param weighted the value that is minimised, with weights and gradients per metric in order
 */
record StepLoss(
    Map<String, Double> metricLoss,
    Map<String, Double> excess,
    Map<String, Double> weightOfMetric,
    List<RowStatistics> statistics,
    WeightedTotal weighted) {

  /** The value that is minimised. */
  double total() {
    return weighted.total();
  }
}
