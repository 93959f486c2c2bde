package io.mscon.spark.train;

import java.util.List;

/** A step without progress for longer than the configuration allows. */
public final class StalledStepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param phase of the step
   * @param step optimiser steps done before it
   * @param seconds without progress
   * @param running what is at work, and where
   */
  StalledStepException(Phase phase, long step, long seconds, List<String> running) {
    super(
        "Cannot go on: step %d made no progress for %d s in phase %s; %s (look at that host and its log; --resume goes on from the last checkpoint; train.progress-timeout says how long to wait)"
            .formatted(
                step + 1,
                seconds,
                phase.label(),
                running.isEmpty()
                    ? "no task runs, so no executor has a free slot"
                    : "still running: " + String.join(", ", running)));
  }
}
