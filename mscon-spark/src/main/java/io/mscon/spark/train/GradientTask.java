package io.mscon.spark.train;

import io.mscon.loss.RowMatrix;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * The last job of a step: what a lane needs for the gradient of its rows.
 *
 * @param step the first job, which this one continues
 * @param batch all rows
 * @param logSumExp per metric, of all rows
 * @param weights per metric, on the gradient
 */
record GradientTask(
    EmbedTask step, Broadcast<GlobalBatch> batch, double[][] logSumExp, double[] weights)
    implements Serializable {

  /**
   * Gradient with respect to the unit rows of a lane.
   *
   * @return [metrics][views x laneBatch x D]
   */
  float[][] unitGradients(int lane) {
    GlobalBatch all = batch.value();
    float[][] gradients = new float[weights.length][];
    for (int metric = 0; metric < gradients.length; metric++) {
      RowMatrix gradient =
          all.loss(metric)
              .gradient(
                  all.unitRows(metric),
                  logSumExp[metric],
                  all.samplesOf(lane, step.plan().lanes()),
                  weights[metric]);
      gradients[metric] = ((RowMatrix.Floats) gradient).values();
    }
    return gradients;
  }
}
