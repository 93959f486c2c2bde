package io.mscon.run;

import java.time.Duration;
import java.util.function.LongPredicate;

/**
 * How {@link RunLock} tells a living owner from a dead one.
 *
 * @param beat time between two signs of life
 * @param pause waits
 * @param alive whether a process of this machine lives
 */
public record LockTiming(Duration beat, Pause pause, LongPredicate alive) {
  /** A beat every five seconds. */
  public static final LockTiming USUAL =
      new LockTiming(
          Duration.ofSeconds(5),
          Pause.SLEEP,
          pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
}
