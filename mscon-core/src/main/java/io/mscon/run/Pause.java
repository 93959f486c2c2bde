package io.mscon.run;

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
}
