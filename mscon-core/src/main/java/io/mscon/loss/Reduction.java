package io.mscon.loss;

/** What the sum of the anchors' losses is divided by. */
public enum Reduction {
  /** The valid anchors of the global batch. */
  VALID,
  /** All its rows. */
  ALL
}
