package io.mscon.config;

/** What a training learns from. */
public enum Method {
  /**
   * Several metrics, a projection head and a supervised contrastive loss each (Mu, Guttag, Makar,
   * arXiv 2307.02712).
   */
  MSCON,

  /** One metric: supervised contrastive learning (Khosla et al., arXiv 2004.11362). */
  SUPCON,

  /** Cross-entropy of one metric, whose head is a linear classifier. */
  CROSS_ENTROPY,

  /**
   * Cross-entropies of several metrics, a linear classifier each, weighted as the contrastive
   * losses are (Kendall, Gal, Cipolla, CVPR 2018).
   */
  MULTI_TASK_CROSS_ENTROPY,

  /** No labels: similar is what shows the same picture (Chen et al., arXiv 2002.05709). */
  SIMCLR;

  /** Whether heads are classifiers, and not projections that are compared with each other. */
  public boolean classifies() {
    return this == CROSS_ENTROPY || this == MULTI_TASK_CROSS_ENTROPY;
  }

  /** Whether it takes several metrics. */
  public boolean takesSeveral() {
    return this == MSCON || this == MULTI_TASK_CROSS_ENTROPY;
  }
}
