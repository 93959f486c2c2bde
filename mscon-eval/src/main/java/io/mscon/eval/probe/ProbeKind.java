package io.mscon.eval.probe;

/** What answers. */
public enum ProbeKind {
  /** Logistic regression. */
  LINEAR,
  /** A vote of the most similar training pictures. */
  NEAREST_NEIGHBOURS
}
