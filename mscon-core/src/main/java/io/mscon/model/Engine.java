package io.mscon.model;

/** What does a network's arithmetic. */
public enum Engine {
  /** The fastest engine for the hardware at hand. */
  AUTO,
  /** oneDNN's primitives, called directly: CPU, float32. */
  ONEDNN,
  /** DL4J's layers on ND4J: GPU or CPU, float32 or float64. */
  DL4J
}
