package io.mscon.spark.train;

import io.mscon.loss.AnchorWeights;
import io.mscon.loss.MetricLabels;
import io.mscon.loss.Objective;
import io.mscon.loss.RowGradient;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.Rows;
import io.mscon.loss.SampleRange;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.util.List;

/**
 * The gathered global batch: every row of every metric with the labels of all samples. The rows, N
 * x C x D numbers, travel by themselves.
 *
 * @param labels per metric, of the B samples
 * @param objective of the run
 * @param logVariances per metric, log sigma^2
 * @param rows per metric, [V][B][D]
 */
record GlobalBatch(
    List<MetricLabels> labels, Objective objective, double[] logVariances, List<SentVector> rows)
    implements Serializable {

  int samples() {
    return labels.get(0).samples();
  }

  Precision precision() {
    return rows.get(0).precision();
  }

  int rowCount() {
    return labels.get(0).rows();
  }

  /**
   * Fetches the rows of a metric.
   *
   * @param metric which
   * @param lane that wants them
   * @param clock is told how long it takes
   * @throws IllegalStateException if they are not there or damaged
   */
  Rows receive(int metric, int lane, WorkClock clock) {
    SentVector sent = rows.get(metric);
    Values values = sent.precision().zeros(sent.length());
    clock.serialising(
        () -> {
          sent.receive(lane, values);
          return values;
        });
    return rows(metric, values);
  }

  /** A metric's rows from the vector that holds them all. */
  Rows rows(int metric, Values values) {
    return Rows.of(values, values.length() / rowCount());
  }

  /**
   * The first pass of the loss of a metric.
   *
   * @param metric which
   * @param all of its rows
   * @param samples whose rows are passed over
   */
  RowStatistics statistics(int metric, Rows all, SampleRange samples) {
    return objective.statistics(labels.get(metric), all, logVariances[metric], samples);
  }

  /**
   * The second pass.
   *
   * @param metric which
   * @param all of its rows
   * @param statistics of all of them
   * @param weight on the gradient
   * @param samples whose rows' gradients are wanted
   */
  RowGradient gradient(
      int metric, Rows all, RowStatistics statistics, AnchorWeights weight, SampleRange samples) {
    return objective.gradient(
        labels.get(metric), all, statistics, logVariances[metric], weight, samples);
  }

  /** Forgets the rows everywhere. */
  void forget() {
    rows.forEach(SentVector::forget);
  }

  /** The samples of a lane: an equal part each, in the order of the lanes. */
  SampleRange samplesOf(int lane, int lanes) {
    int part = samples() / lanes;
    return new SampleRange(lane * part, (lane + 1) * part);
  }
}
