package io.mscon.eval.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time that something took.
 *
 * @param seconds by the clock on the wall
 * @param processorSeconds of all threads of this process, Java's compiler and collector included;
 *     neighbours on a busy machine don't count
 */
public record Time(double seconds, double processorSeconds) {
  /** No time. */
  static final Time NONE = new Time(0, 0);

  /** The moment, as time since an unknown one. */
  static Time now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Time(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
  }

  /** Time since a moment. */
  static Time since(Time start) {
    Time now = now();
    return new Time(now.seconds - start.seconds, now.processorSeconds - start.processorSeconds);
  }
}
