package io.mscon.loss;

import java.io.Serializable;
import java.util.List;

/**
 * What a training makes small: for each metric a mean over the rows of the global batch, found in
 * two passes, so that the batch may be spread over lanes:
 *
 * <ol>
 *   <li>each lane: {@link #statistics} of its samples, for each metric;
 *   <li>driver: {@link RowStatistics#combine}, {@link #summarise} per metric, {@link #weigh};
 *   <li>each lane: {@link #gradient} of its samples, given the statistics of all rows and the
 *       metric's weight;
 *   <li>driver: {@link RowGradient#radialSum} of {@link RowGradient#combine}d lanes into {@link
 *       WeightedTotal#logVarianceGradients(double[])}.
 * </ol>
 *
 * Every result is the same to the bit however the samples are spread over lanes.
 */
public sealed interface Objective extends Serializable permits ContrastiveLoss, CrossEntropy {
  /** How the metrics become one. */
  Weighting weighting();

  /** Whether weights of gradients are brought to mean 1, see {@link Weighting#weigh}. */
  boolean normaliseWeights();

  /** What multiplies every metric's loss. */
  double scale();

  /** Whether a row's loss depends on the other rows: then the first pass is work worth sharing. */
  boolean comparesRows();

  /**
   * First pass over own rows.
   *
   * @param labels of the whole batch
   * @param rows [N][D] of the whole batch; row v·B + b is view v of sample b
   * @param logVariance s_c of the metric
   * @param own samples to do
   */
  RowStatistics statistics(MetricLabels labels, Rows rows, double logVariance, SampleRange own);

  /**
   * Second pass over own rows: the gradient of the whole batch's loss.
   *
   * @param labels of the whole batch
   * @param rows [N][D] of the whole batch
   * @param all statistics of the whole batch
   * @param logVariance s_c of the metric, as in the first pass
   * @param weight what multiplies the metric's loss, or each anchor's part of it
   * @param own samples to do
   */
  RowGradient gradient(
      MetricLabels labels,
      Rows rows,
      RowStatistics all,
      double logVariance,
      AnchorWeights weight,
      SampleRange own);

  /**
   * Loss of one metric from the statistics of all rows.
   *
   * @param all statistics of the whole batch
   */
  MetricLoss summarise(RowStatistics all);

  /**
   * Total, weights of the metrics' gradients, gradients of the log-variances.
   *
   * @param losses [C]
   * @param logVariances [C] s_c = log σ_c²
   */
  default WeightedTotal weigh(List<MetricLoss> losses, double[] logVariances) {
    return weighting().weigh(losses, logVariances, normaliseWeights());
  }

  /**
   * The loss of a metric with {@link Weighting.PerSample}.
   *
   * @param all statistics of the whole batch
   * @param logVariances [N] u_i of each row
   */
  default AnchorUncertainty uncertainty(RowStatistics all, double[] logVariances) {
    return AnchorUncertainty.of(all, summarise(all), scale(), logVariances);
  }

  /**
   * {@link #weigh} with {@link Weighting.PerSample}.
   *
   * @param metrics [C]
   */
  default WeightedTotal weighAnchors(List<AnchorUncertainty> metrics) {
    return AnchorUncertainty.total(metrics, normaliseWeights());
  }
}
