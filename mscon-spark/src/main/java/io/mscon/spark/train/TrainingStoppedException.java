package io.mscon.spark.train;

/** A training that ended because it was asked to, with a checkpoint to go on from. */
public final class TrainingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Makes the exception.
   *
   * @param run the run's folder
   * @param step optimiser steps done
   * @param totalSteps of the whole training
   * @param reason as {@link StopRequest#stop} was told
   */
  public TrainingStoppedException(String run, long step, long totalSteps, String reason) {
    super(
        "Stopped by %s after step %d of %d: %s has a checkpoint of it (go on with --resume)"
            .formatted(reason, step, totalSteps, run));
    this.reason = reason;
  }

  /** As {@link StopRequest#stop} was told. */
  public String reason() {
    return reason;
  }
}
