package io.mscon.spark.train;

import java.util.Map;

/**
 * The loss of a step.
 *
 * @param total the value that is minimised
 * @param metricLoss per metric, unweighted; those without a valid anchor are 0
 * @param excess per metric, the loss beyond the targets' entropy
 * @param weightOfMetric per metric, what multiplies its gradient
 * @param logSumExp per metric, of all rows
 * @param weights per metric in order
 * @param logVarianceGradients per metric in order
 */
record StepLoss(
    double total,
    Map<String, Double> metricLoss,
    Map<String, Double> excess,
    Map<String, Double> weightOfMetric,
    double[][] logSumExp,
    double[] weights,
    double[] logVarianceGradients) {}
