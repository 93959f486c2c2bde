package io.mscon.model.onednn;

import io.mscon.model.ParameterLayout.Tensor;

/**
 * One BatchNorm layer's statistics in a workspace, and where they stand in the flat vector.
 *
 * @param mean the running mean's tensor
 * @param variance the running variance's tensor
 * @param batchMean the batch's mean
 * @param batchVariance the batch's biased variance
 * @param values how many values they are taken over
 */
record BatchStatistics(
    Tensor mean, Tensor variance, Slot batchMean, Slot batchVariance, long values) {

  /** Writes mean and unbiased variance into the flat vector. */
  void copyTo(float[] statistics, Workspace workspace) {
    workspace.values(batchMean).get(statistics, mean.offset(), mean.size());
    workspace.values(batchVariance).get(statistics, variance.offset(), variance.size());
    double unbiased = values / (values - 1.0);
    for (int i = variance.offset(); i < variance.offset() + variance.size(); i++) {
      statistics[i] = (float) (statistics[i] * unbiased);
    }
  }
}
