package io.mscon.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A driver, as {@link RunLock} tells it from others.
 *
 * @param host its machine's name
 * @param pid its process
 * @param token random: no two owners share one
 * @param started when, in ISO 8601
 */
public record LockOwner(String host, long pid, String token, String started) {
  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /**
   * This process.
   *
   * @throws IOException if the machine's name can't be found
   */
  public static LockOwner current() throws IOException {
    return new LockOwner(
        hostName(),
        ProcessHandle.current().pid(),
        UUID.randomUUID().toString(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Linux knows it without a name server, which containers often lack. */
  private static String hostName() throws IOException {
    return Files.isReadable(LINUX_HOST_NAME)
        ? Files.readString(LINUX_HOST_NAME).trim()
        : InetAddress.getLocalHost().getHostName();
  }

  String inWords() {
    return "pid " + pid + " on host " + host + ", since " + started;
  }
}
