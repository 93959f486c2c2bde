package io.mscon.benchmark;

import java.lang.management.ManagementFactory;

/**
 * Time since a moment: by the clock on the wall, and of the processor on behalf of the calling
 * thread, in which neighbours on a busy machine don't count.
 *
 * @param wallStart nanoseconds
 * @param processorStart nanoseconds
 */
record Stopwatch(long wallStart, long processorStart) {
  static Stopwatch start() {
    return new Stopwatch(System.nanoTime(), processorTime());
  }

  double seconds() {
    return (System.nanoTime() - wallStart) / 1e9;
  }

  double processorSeconds() {
    return (processorTime() - processorStart) / 1e9;
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
