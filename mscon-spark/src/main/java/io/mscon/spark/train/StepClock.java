package io.mscon.spark.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Seconds that the phases of a step took. */
final class StepClock {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long last = start;

  private StepClock() {}

  static StepClock start() {
    return new StepClock();
  }

  /** Ends a phase. */
  void lap(String phase) {
    long now = System.nanoTime();
    seconds.put(phase, (now - last) / 1e9);
    last = now;
  }

  /** Seconds per phase, in order. */
  Map<String, Double> phases() {
    return Collections.unmodifiableMap(seconds);
  }

  /** Seconds of the whole step. */
  double total() {
    return (last - start) / 1e9;
  }
}
