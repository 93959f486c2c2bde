package io.mscon.model;

/** What does a network's arithmetic. */
public enum Engine {
  /** The fastest engine for the hardware at hand. */
  AUTO,
  /** oneDNN's primitives, called directly: CPU, float32. */
  ONEDNN
}
