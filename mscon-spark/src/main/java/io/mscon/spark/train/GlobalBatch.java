package io.mscon.spark.train;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.Rows;
import io.mscon.loss.SampleRange;
import io.mscon.loss.Targets;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.util.List;

/**
 * The gathered global batch: every row of every metric with the labels of all samples. The largest
 * thing that travels, N x C x D numbers.
 *
 * @param metrics their kinds
 * @param labels per metric, of the B samples
 * @param missing per metric, policy for missing labels
 * @param loss of the run
 * @param logVariances per metric, log sigma^2
 * @param views V of each sample
 * @param columns D of a row
 * @param precision of the rows
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
    Precision precision,
    List<Parcel> rows)
    implements Serializable {

  int samples() {
    return labels.get(0).size();
  }

  int rowCount() {
    return samples() * views;
  }

  /** The unit rows of a metric. */
  Rows unitRows(int metric) {
    Values values = precision.zeros(rowCount() * columns);
    rows.get(metric).unpack(values, 0);
    return Rows.of(values, columns);
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
