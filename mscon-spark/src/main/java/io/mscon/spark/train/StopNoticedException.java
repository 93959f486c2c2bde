package io.mscon.spark.train;

/** Unwinds the step at work after a request to stop; never leaves the trainer. */
final class StopNoticedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StopNoticedException() {
    super("the training was asked to stop", null, false, false);
  }
}
