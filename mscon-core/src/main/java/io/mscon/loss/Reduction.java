package io.mscon.loss;

/** What the sum over anchors is divided by. */
public enum Reduction {
  /**
   * The number of valid anchors (for per-value metrics: of terms with a positive) of the whole
   * batch.
   */
  VALID,
  /** The number of rows of the whole batch, V·B, whatever their labels. */
  ALL
}
