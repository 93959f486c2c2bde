package io.mscon.spark.train;

/** A loss or gradient that is no number any more: names the step, the metric and what to try. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param step optimiser steps done before
   * @param what the value that went wrong, and how
   */
  public TrainingDivergedException(long step, String what) {
    super(
        "Training diverged at step "
            + (step + 1)
            + ": "
            + what
            + " (try a lower optimizer.learning-rate, a longer optimizer.warmup-epochs or a higher"
            + " loss.temperature; --resume goes on from the last checkpoint)");
  }
}
