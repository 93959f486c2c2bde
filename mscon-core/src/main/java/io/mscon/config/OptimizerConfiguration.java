package io.mscon.config;

/**
 * SGD with momentum; keys under {@code optimizer}.
 *
 * @param learningRate after warm-up
 * @param momentum of the velocity
 * @param weightDecay L2, not on BatchNorm and biases
 * @param warmupEpochs epochs of linear warm-up
 * @param logVarianceLearningRate of the uncertainty weightings
 */
public record OptimizerConfiguration(
    double learningRate,
    double momentum,
    double weightDecay,
    double warmupEpochs,
    double logVarianceLearningRate) {}
