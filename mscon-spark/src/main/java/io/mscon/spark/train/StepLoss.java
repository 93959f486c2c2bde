package io.mscon.spark.train;

import io.mscon.loss.AnchorUncertainty;
import io.mscon.loss.AnchorWeights;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.WeightedTotal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The loss of a step.
 *
 * @param metricLoss per metric, unweighted; those without a valid anchor are 0
 * @param excess per metric, the loss beyond the targets' entropy
 * @param weightOfMetric per metric, what multiplies its gradient
 * @param statistics per metric in order, of all rows
 * @param uncertainties per metric in order, with log-variances of rows; else none
 * @param uncertaintyGradient with respect to these
 * @param weighted the value that is minimised, with weights and gradients per metric in order
 */
record StepLoss(
    Map<String, Double> metricLoss,
    Map<String, Double> excess,
    Map<String, Double> weightOfMetric,
    List<RowStatistics> statistics,
    List<AnchorUncertainty> uncertainties,
    UncertaintyGradient uncertaintyGradient,
    WeightedTotal weighted) {

  /** The value that is minimised. */
  double total() {
    return weighted.total();
  }

  /** Per metric, what is said of its rows' log-variances. */
  Map<String, AnchorUncertainty.Summary> uncertaintySummaries() {
    Map<String, AnchorUncertainty.Summary> summaries = new LinkedHashMap<>();
    for (String metric : metricLoss.keySet()) {
      summaries.put(metric, uncertainties.get(summaries.size()).summary());
    }
    return summaries;
  }

  /** Per metric, what multiplies its anchors' gradients. */
  List<AnchorWeights> anchorWeights() {
    return IntStream.range(0, statistics.size()).mapToObj(this::anchorWeights).toList();
  }

  private AnchorWeights anchorWeights(int metric) {
    double common = weighted.weights()[metric];
    return uncertainties.isEmpty()
        ? AnchorWeights.same(common)
        : new AnchorWeights(common, uncertainties.get(metric).weights());
  }
}
