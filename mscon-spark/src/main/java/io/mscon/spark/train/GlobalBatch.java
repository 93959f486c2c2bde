package io.mscon.spark.train;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.Rows;
import io.mscon.loss.SampleRange;
import io.mscon.loss.Targets;
import io.mscon.numeric.Values;
import java.io.Serializable;
import java.util.List;

/**
 * The gathered global batch: every row of every metric with the labels of all samples. The rows, N
 * x C x D numbers, travel by themselves.
 *
 * @param metrics their kinds
 * @param labels per metric, of the B samples
 * @param missing per metric, policy for missing labels
 * @param loss of the run
 * @param logVariances per metric, log sigma^2
 * @param views V of each sample
 * @param columns D of a row
 * @param rows per metric, [V][B][D] unit rows
 */
record GlobalBatch(
    List<Metric> metrics,
    List<BatchLabels> labels,
    List<MissingLabels> missing,
    ContrastiveLoss loss,
    double[] logVariances,
    int views,
    int columns,
    List<SentVector> rows)
    implements Serializable {

  int samples() {
    return labels.get(0).size();
  }

  int rowCount() {
    return samples() * views;
  }

  /**
   * Fetches the unit rows of a metric.
   *
   * @param metric which
   * @param lane that wants them
   * @param clock is told how long it takes
   * @throws IllegalStateException if they are not there or damaged
   */
  Rows unitRows(int metric, int lane, WorkClock clock) {
    SentVector sent = rows.get(metric);
    Values values = sent.precision().zeros(sent.length());
    clock.serialising(
        () -> {
          sent.receive(lane, values);
          return values;
        });
    return Rows.of(values, columns);
  }

  /**
   * The first pass of the loss of a metric.
   *
   * @param metric which
   * @param unitRows all of its rows
   * @param samples whose rows are passed over
   */
  RowStatistics statistics(int metric, Rows unitRows, SampleRange samples) {
    return loss.statistics(targets(metric), unitRows, logVariances[metric], samples);
  }

  /** Forgets the rows everywhere. */
  void forget() {
    rows.forEach(SentVector::forget);
  }

  /** Who is similar to whom under a metric; made anew by every call. */
  Targets targets(int metric) {
    return Targets.of(metrics.get(metric), labels.get(metric), missing.get(metric), views);
  }

  /** The samples of a lane: an equal part each, in the order of the lanes. */
  SampleRange samplesOf(int lane, int lanes) {
    int part = samples() / lanes;
    return new SampleRange(lane * part, (lane + 1) * part);
  }
}
