package io.mscon.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A script in a process of its own; its output goes to a file. */
public final class Script implements AutoCloseable {
  private static final long PATIENCE_MINUTES = 10;
  private static final long LOOK_EVERY_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Process process;
  private final Path output;

  private Script(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param command script and arguments
   * @param environment variables beside those of this process
   * @param output file for both of its streams
   */
  public static Script start(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    return new Script(builder.start(), output);
  }

  /** Waits for its end and returns its exit status. */
  public int status() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end:\n" + output());
    }
    return process.exitValue();
  }

  /**
   * Waits for something that it brings about.
   *
   * @param what in words
   * @param condition whether it has come
   * @throws AssertionError if it ends before
   */
  public void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (!condition.call()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new AssertionError("it does not come to this: " + what + "\n" + output());
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOSECONDS);
    }
  }

  /** What it has said. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
