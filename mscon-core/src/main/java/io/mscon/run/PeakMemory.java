package io.mscon.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has held at once, outside the heap included. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final int KILOBYTE = 1024;

  private PeakMemory() {}

  /**
   * In bytes; nothing where the system does not tell.
   *
   * @throws IOException if what it tells can't be read
   */
  public static OptionalLong bytes() throws IOException {
    return Files.exists(STATUS) ? of(Files.readAllLines(STATUS)) : OptionalLong.empty();
  }

  /** Linux' high-water mark of the resident set. */
  static OptionalLong of(List<String> status) {
    return status.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)) * KILOBYTE)
        .findFirst();
  }
}
