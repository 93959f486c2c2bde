package io.mscon.spark.train;

import io.mscon.loss.MetricLabels;
import io.mscon.loss.RowGradient;
import io.mscon.loss.Rows;
import io.mscon.loss.SampleRange;
import io.mscon.loss.UncertaintyHead;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.util.List;

/**
 * Gradient with respect to the log-variances of a batch's rows.
 *
 * @param head that predicts them
 * @param perMetric [C][N]; empty if rows have no log-variances
 */
record UncertaintyGradient(UncertaintyHead head, List<double[]> perMetric) implements Serializable {
  /** Of nothing. */
  static final UncertaintyGradient NONE =
      new UncertaintyGradient(new UncertaintyHead(List.of(), 1), List.of());

  /** Whether rows have log-variances. */
  boolean present() {
    return !perMetric.isEmpty();
  }

  /**
   * The gradient with respect to the head's outputs.
   *
   * @param labels per metric, of the batch
   * @param own samples to do
   * @param precision of the rows
   */
  RowGradient rows(List<MetricLabels> labels, SampleRange own, Precision precision) {
    int columns = head.columns().stream().mapToInt(Integer::intValue).sum();
    int rows = own.size() * labels.get(0).views();
    Rows outputs = Rows.of(precision.zeros(rows * columns), columns);
    for (int metric = 0; metric < perMetric.size(); metric++) {
      head.backward(metric, labels.get(metric), perMetric.get(metric), own, outputs);
    }
    return new RowGradient(own, labels.get(0).views(), outputs, new double[rows]);
  }
}
