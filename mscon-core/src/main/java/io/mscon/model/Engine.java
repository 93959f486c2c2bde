package io.mscon.model;

/** What does a network's arithmetic. */
public enum Engine {
  /** The fastest engine for the hardware and precision at hand. */
  AUTO,
  /** oneDNN's primitives, called directly: CPU, float32. */
  ONEDNN,
  /**
   * A DL4J computation graph on ND4J: float32 or float64. On a CPU several times slower; in the
   * build for GPUs it runs there.
   */
  DL4J
}
