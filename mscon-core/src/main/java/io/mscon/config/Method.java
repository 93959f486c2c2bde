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

  /** No labels: similar is what shows the same picture (Chen et al., arXiv 2002.05709). */
  SIMCLR
}
