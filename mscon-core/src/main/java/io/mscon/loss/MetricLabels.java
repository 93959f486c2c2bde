package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.io.Serializable;

/**
 * What a batch's samples are under one metric.
 *
 * @param metric the metric
 * @param labels [B] its label of each sample
 * @param missing what to do with samples whose label is missing
 * @param views V, views of each sample, above 0
 */
public record MetricLabels(Metric metric, BatchLabels labels, MissingLabels missing, int views)
    implements Serializable {
  /** Checks the views. */
  public MetricLabels {
    if (views <= 0) {
      throw new IllegalArgumentException("Invalid number of views: " + views + " (must be > 0)");
    }
  }

  /** B, samples of the batch. */
  public int samples() {
    return labels.size();
  }

  /** N = V·B. */
  public int rows() {
    return Math.multiplyExact(samples(), views);
  }
}
