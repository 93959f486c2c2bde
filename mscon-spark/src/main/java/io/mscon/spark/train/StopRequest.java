package io.mscon.spark.train;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Asks a training to end: from another thread, at any time, once and for all. */
public final class StopRequest {
  private final AtomicReference<String> reason = new AtomicReference<>();

  /**
   * Asks for the end. The step at work is given up, a checkpoint of the last whole step is written,
   * and the training ends with a {@link TrainingStoppedException}.
   *
   * @param why for the message, such as SIGTERM
   */
  public void stop(String why) {
    reason.compareAndSet(null, why);
  }

  /** Why the end was asked for; empty if it was not. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }
}
