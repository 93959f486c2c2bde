package io.mscon.submit;

import io.mscon.spark.reliability.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, started as the launcher starts it. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 900;

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private Program(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    // Reading its output would wait for ever for one that hangs.
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              process.toHandle().destroyForcibly();
              return process;
            });
  }

  /**
   * Starts it.
   *
   * @param javaOptions beside the launcher's
   * @param arguments of the command
   */
  static Program start(List<String> javaOptions, List<String> arguments) throws IOException {
    Path sparkHome = Path.of("target", "spark-home").toAbsolutePath();
    Files.createDirectories(sparkHome.resolve("jars"));
    Distribution distribution =
        new Distribution(Path.of("target", "classes"), Sessions.classpath(), sparkHome);
    LaunchPlan plan = LaunchPlan.of(Map.of("MSCON_DRIVER_MEMORY", "1g"), distribution, arguments);
    List<String> command = new ArrayList<>(plan.command());
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(1, javaOptions);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(plan.environment());
    return new Program(builder.start());
  }

  /** Reads its output until it says something. */
  void awaitOutput(String text) throws IOException {
    for (String line = next(); line != null; line = next()) {
      if (line.contains(text)) {
        return;
      }
    }
    throw new AssertionError("it ended without saying \"" + text + "\":\n" + output());
  }

  /** Lets it go on from where it waits for a line on standard input. */
  void release() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
  }

  /** Asks it to end: SIGTERM. */
  void terminate() {
    // Process.destroy would close its streams.
    process.toHandle().destroy();
  }

  /** Its executors. */
  List<ProcessHandle> executors() throws IOException {
    List<ProcessHandle> executors = new ArrayList<>();
    for (ProcessHandle child : process.descendants().toList()) {
      // ProcessHandle.Info leaves out what is as long as theirs.
      Path commandLine = Path.of("/proc", Long.toString(child.pid()), "cmdline");
      if (Files.readString(commandLine).contains("CoarseGrainedExecutorBackend")) {
        executors.add(child);
      }
    }
    if (executors.isEmpty()) {
      throw new AssertionError("it has no executors:\n" + output());
    }
    return executors;
  }

  /** Waits for its end and returns its exit status. */
  int status() throws IOException, InterruptedException {
    while (next() != null) {
      // Its output has to be taken from it, or it would wait.
    }
    return process.waitFor();
  }

  /** What it has said, both streams. */
  String output() {
    return String.join("\n", lines);
  }

  private String next() throws IOException {
    String line = output.readLine();
    if (line != null) {
      lines.add(line);
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
