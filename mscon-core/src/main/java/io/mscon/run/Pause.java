package io.mscon.run;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A wait between two attempts; another one than sleeping lets tests go on at once. */
@FunctionalInterface
public interface Pause {
  /** Sleeps. */
  Pause SLEEP = time -> Thread.sleep(time.toMillis());

  /**
   * Waits.
   *
   * @param time how long
   * @throws InterruptedException if the thread is asked to stop meanwhile
   */
  void of(Duration time) throws InterruptedException;

  /**
   * Waits for something.
   *
   * @param time how long
   * @param awaited what for, in words
   * @throws InterruptedIOException if the thread is asked to stop meanwhile; it still knows
   */
  default void waitFor(Duration time, String awaited) throws InterruptedIOException {
    try {
      of(time);
    } catch (InterruptedException e) {
      throw interrupted(awaited, e);
    }
  }

  /**
   * What an interrupted wait ends with. The thread is marked as interrupted again.
   *
   * @param awaited what was waited for, in words
   * @param cause the interrupt
   */
  static InterruptedIOException interrupted(String awaited, InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException stopped =
        new InterruptedIOException("Cannot wait for " + awaited + ": the thread was asked to stop");
    stopped.initCause(cause);
    return stopped;
  }
}
