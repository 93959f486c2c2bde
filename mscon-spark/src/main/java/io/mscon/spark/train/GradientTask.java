package io.mscon.spark.train;

import io.mscon.loss.AnchorWeights;
import io.mscon.loss.RowGradient;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.SampleRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The last job of a step: what a lane needs for the gradient of its rows.
 *
 * @param step the first job, which this one continues
 * @param batch all rows
 * @param statistics per metric, of all rows
 * @param weights per metric, on the gradient
 * @param uncertainty gradient of the rows' log-variances, of nothing if they have none
 * @param reduction how the lanes' gradients are added up
 */
record GradientTask(
    EmbedTask step,
    GlobalBatch batch,
    List<RowStatistics> statistics,
    List<AnchorWeights> weights,
    UncertaintyGradient uncertainty,
    GradientReduction reduction)
    implements Serializable {

  /** Per head, the gradient with respect to the rows of a lane. */
  List<RowGradient> rowGradients(int lane, WorkClock clock) {
    List<RowGradient> gradients = new ArrayList<>();
    SampleRange own = batch.samplesOf(lane, step.plan().lanes());
    for (int metric = 0; metric < weights.size(); metric++) {
      gradients.add(
          batch.gradient(
              metric,
              batch.receive(metric, lane, clock),
              statistics.get(metric),
              weights.get(metric),
              own));
    }
    if (uncertainty.present()) {
      gradients.add(uncertainty.rows(batch.labels(), own, batch.precision()));
    }
    return gradients;
  }
}
