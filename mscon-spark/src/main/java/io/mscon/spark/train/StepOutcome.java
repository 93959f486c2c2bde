package io.mscon.spark.train;

import io.mscon.numeric.Values;
import java.util.List;

/**
 * Loss and gradient of a global batch at given parameters.
 *
 * @param loss of the batch
 * @param gradient with respect to the parameters
 * @param logVarianceGradients per metric
 * @param rows per metric, as gathered: row v B + b is view v of sample b
 * @param embedded what the lanes returned first, in order: BatchNorm's statistics are in it
 */
record StepOutcome(
    StepLoss loss,
    Values gradient,
    double[] logVarianceGradients,
    List<Values> rows,
    List<LaneEmbeddings> embedded) {}
