package io.mscon.config;

import io.mscon.optim.LearningRateScaling;

/**
 * The optimiser and its learning rate; keys under {@code optimizer}.
 *
 * @param algorithm which optimiser
 * @param learningRate after warm-up, at the reference batch
 * @param learningRateScaling how it follows the global batch
 * @param referenceBatch global batch for which the learning rate is given, pictures
 * @param momentum of the velocity (SGD, LARS)
 * @param trustCoefficient LARS' step relative to a tensor's norm
 * @param beta1 of AdamW's running mean of the gradient
 * @param beta2 of AdamW's running mean of its square
 * @param epsilon in AdamW's denominator
 * @param weightDecay L2 (SGD, LARS) or decoupled (AdamW), not on BatchNorm and biases
 * @param warmupEpochs epochs of linear warm-up
 * @param logVarianceLearningRate of the uncertainty weightings, neither scaled nor decayed
 */
public record OptimizerConfiguration(
    Algorithm algorithm,
    double learningRate,
    LearningRateScaling learningRateScaling,
    int referenceBatch,
    double momentum,
    double trustCoefficient,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double warmupEpochs,
    double logVarianceLearningRate) {

  /** Optimisers to choose from. */
  public enum Algorithm {
    /** Momentum SGD. */
    SGD,
    /** SGD with layer-wise adaptive rates. */
    LARS,
    /** Adam with decoupled weight decay. */
    ADAMW
  }
}
