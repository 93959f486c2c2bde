package io.mscon.optim;

/**
 * How the learning rate follows the global batch: it is set for a reference batch and multiplied by
 * a factor for another one. Chen et al. 2020 (SimCLR, arXiv 2002.05709, appendix B.1) compare
 * linear and square root.
 */
public enum LearningRateScaling {
  /** The learning rate as it is, for every batch. */
  NONE,
  /** Times batch / reference. */
  LINEAR,
  /** Times the square root of batch / reference. */
  SQUARE_ROOT;

  /**
   * The learning rate of a batch.
   *
   * @param learningRate at the reference batch
   * @param globalBatch pictures per optimiser step, at least 1
   * @param referenceBatch pictures per step for which the learning rate is given, at least 1
   */
  public double effective(double learningRate, int globalBatch, int referenceBatch) {
    double share = (double) globalBatch / referenceBatch;
    return switch (this) {
      case NONE -> learningRate;
      case LINEAR -> learningRate * share;
      case SQUARE_ROOT -> learningRate * Math.sqrt(share);
    };
  }
}
