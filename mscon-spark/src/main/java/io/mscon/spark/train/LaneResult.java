package io.mscon.spark.train;

import java.util.Optional;

/** What a task of a step returns to the driver. */
interface LaneResult {
  /** What was damaged on the way, for a message; empty if nothing was. */
  Optional<String> damage();

  /** Times of the task. */
  LaneReport report();
}
