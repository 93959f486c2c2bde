package io.mscon.spark.train;

import io.mscon.config.Spelling;

/** What the executors do, in order: once, then step by step. */
enum Phase {
  /** Pictures to their lanes, networks set up. */
  LOAD,
  /** Pictures to unit rows. */
  EMBED,
  /** Rows against all rows: log-sum-exp and what the loss needs. */
  STATISTICS,
  /** The loss's gradient back through the network. */
  GRADIENT,
  /** Adding up the lanes' gradients, range by range. */
  REDUCE,
  /** Parameter averaging: every lane's own steps. */
  LOCAL_STEPS,
  /** Networks' memory given back. */
  RELEASE;

  /** As messages and {@code metrics.jsonl} name it. */
  String label() {
    return Spelling.of(this);
  }
}
