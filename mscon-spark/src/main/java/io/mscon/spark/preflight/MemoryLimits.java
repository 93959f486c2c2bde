package io.mscon.spark.preflight;

import com.sun.management.OperatingSystemMXBean;
import io.mscon.model.NativeLimits;
import java.io.Serializable;
import java.lang.management.ManagementFactory;

/**
 * Memory that a JVM may take, in bytes.
 *
 * @param heap its largest heap (-Xmx)
 * @param machine of the machine, or of the container that it runs in
 * @param javaCpp what JavaCPP allows
 */
record MemoryLimits(long heap, long machine, NativeLimits javaCpp) implements Serializable {
  static MemoryLimits ofThisJvm() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new MemoryLimits(
        Runtime.getRuntime().maxMemory(), system.getTotalMemorySize(), NativeLimits.ofThisJvm());
  }
}
