package io.mscon.run;

import java.util.Map;

/**
 * One optimiser step, as a progress display needs it.
 *
 * @param epoch 1 for the first
 * @param epochs of the whole training
 * @param step within the epoch, 1 for the first
 * @param stepsInEpoch how many
 * @param pictures seen in this epoch so far
 * @param imagesPerSecond pictures (not views) a second, over the last steps
 * @param loss the weighted total
 * @param metricLoss per metric, unweighted
 * @param learningRate of this step
 * @param secondsLeft expected until the end of the training
 */
public record StepReport(
    int epoch,
    int epochs,
    int step,
    int stepsInEpoch,
    long pictures,
    double imagesPerSecond,
    double loss,
    Map<String, Double> metricLoss,
    double learningRate,
    double secondsLeft) {}
