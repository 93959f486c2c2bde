package io.mscon.spark.train.averaging;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.ContrastiveLoss.Evaluation;
import io.mscon.loss.Rows;
import io.mscon.loss.Targets;
import io.mscon.loss.UnitRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The weighted contrastive loss of all metrics over one minibatch: raw projections of all heads and
 * labels in, gradients out.
 *
 * @param metrics their kinds, one head each
 * @param missing per metric, policy for missing labels
 * @param labels how the labels stand in a matrix
 * @param loss of the run
 */
public record LocalLoss(
    List<Metric> metrics, List<MissingLabels> missing, LabelMatrix labels, ContrastiveLoss loss)
    implements Serializable {

  /**
   * Evaluates a minibatch.
   *
   * @param projections per metric, [N][D] raw output of its head: row v B + b is view v of sample b
   * @param batchLabels [B][labels.width()]
   * @param logVariances per metric, log sigma^2
   * @return gradients with respect to the raw projections and the log-variances; zeros, and a loss
   *     that is no number, where a projection is no number
   */
  Result evaluate(List<Rows> projections, double[] batchLabels, double[] logVariances) {
    if (!projections.stream().allMatch(LocalLoss::finite)) {
      return diverged(projections);
    }
    List<Targets> targets = targets(projections.get(0).count(), labels.decode(batchLabels));
    List<UnitRows> unit = projections.stream().map(UnitRows::normalise).toList();
    Evaluation found =
        loss.evaluate(targets, unit.stream().map(UnitRows::unit).toList(), logVariances);
    List<Rows> gradients = new ArrayList<>();
    for (int metric = 0; metric < unit.size(); metric++) {
      gradients.add(unit.get(metric).backward(found.dz().get(metric)));
    }
    return new Result(LocalStep.of(found), gradients, found.logVarianceGradients());
  }

  private List<Targets> targets(int rows, List<BatchLabels> batch) {
    List<Targets> targets = new ArrayList<>();
    for (int metric = 0; metric < metrics.size(); metric++) {
      BatchLabels own = batch.get(metric);
      targets.add(Targets.of(metrics.get(metric), own, missing.get(metric), rows / own.size()));
    }
    return targets;
  }

  private static boolean finite(Rows rows) {
    for (int row = 0; row < rows.count(); row++) {
      if (!Double.isFinite(rows.dot(row, rows, row))) {
        return false;
      }
    }
    return true;
  }

  /** The driver sees the loss and stops the run; a worker alone can't say which step it was. */
  private static Result diverged(List<Rows> projections) {
    return new Result(
        LocalStep.diverged(projections.size()),
        projections.stream().map(rows -> rows.zeros(rows.count())).toList(),
        new double[projections.size()]);
  }

  /**
   * Loss and gradients of a minibatch.
   *
   * @param step the losses
   * @param gradients per metric, [N][D] with respect to the raw projections
   * @param logVarianceGradients per metric
   */
  record Result(LocalStep step, List<Rows> gradients, double[] logVarianceGradients) {}
}
