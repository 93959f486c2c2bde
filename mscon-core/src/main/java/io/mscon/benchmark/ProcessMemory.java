package io.mscon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory of this process as Linux counts it: heap, native and the JVM's own, in MiB. */
public final class ProcessMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessMemory.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  /** What is resident now; 0 where the system does not tell. */
  public static double residentIfKnown() {
    try {
      return resident();
    } catch (IOException e) {
      LOG.debug("Cannot tell the memory of this process", e);
      return 0;
    }
  }

  /** What is resident now. */
  static double resident() throws IOException {
    return read("VmRSS:");
  }

  /** The most that was resident since {@link #restartPeak}. */
  static double peak() throws IOException {
    return read("VmHWM:");
  }

  /** Where a container forbids it, the peak is that of the whole process: an upper bound. */
  static void restartPeak() {
    try {
      Files.writeString(RESET, "5");
    } catch (IOException e) {
      LOG.warn("Cannot restart the count of peak memory: {} (figures are upper bounds)", e + "");
    }
  }

  private static double read(String field) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("Cannot read " + field + " in " + STATUS + " (needs Linux)");
  }
}
