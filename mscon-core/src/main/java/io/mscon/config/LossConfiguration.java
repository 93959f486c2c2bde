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
 * @param sampleUncertainty what a sample's log-variance depends on, with PER_SAMPLE
 */
public record LossConfiguration(
    double temperature,
    WeightingName weighting,
    boolean normaliseWeights,
    MissingLabels missingLabels,
    double excessFloor,
    SampleUncertainty sampleUncertainty) {

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
    FIXED,
    /** A log-variance for each sample and metric, predicted from f(x). */
    PER_SAMPLE
  }

  /** What is predicted from f(x). */
  public enum SampleUncertainty {
    /** u_c(x), a column for each metric. */
    PICTURE,
    /** u_c(x, y), a column for each value of a metric's categorical label. */
    PICTURE_AND_LABEL
  }

  /** Whether each sample has log-variances of its own. */
  public boolean perSample() {
    return weighting == WeightingName.PER_SAMPLE;
  }
}
