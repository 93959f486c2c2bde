package io.mscon.config;

import io.mscon.data.MissingLabels;

/**
 * The loss; keys under {@code loss}.
 *
 * @param temperature tau
 * @param weighting how the metrics are added up
 * @param normaliseWeights whether the weights on the embeddings' gradients average 1
 * @param missingLabels default policy of the metrics
 * @param excessFloor least value of the excess loss
 */
public record LossConfiguration(
    double temperature,
    WeightingName weighting,
    boolean normaliseWeights,
    MissingLabels missingLabels,
    double excessFloor) {

  /** Weightings of the method's table. */
  public enum WeightingName {
    /** The plain sum. */
    UNIFORM,
    /** Kendall et al. 2018, approximation. */
    KENDALL,
    /** Kendall with 2 log sigma. */
    TWO_LOG,
    /** Kendall's regression form. */
    HALF,
    /** The temperature tau times sigma squared. */
    EXACT,
    /** Kendall on the excess over the targets' entropy. */
    EXCESS,
    /** Given weights. */
    FIXED
  }
}
