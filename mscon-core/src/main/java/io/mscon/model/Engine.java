package io.mscon.model;

/** What runs a network. */
public enum Engine {
  /** oneDNN on the CPU backend, DL4J on CUDA. */
  AUTO,
  /** oneDNN, called directly: the fastest on a CPU, float32. */
  ONEDNN,
  /** A DL4J graph on whatever backend ND4J has. */
  DL4J
}
