package io.mscon.submit;

import io.mscon.config.ConfigurationException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the arguments say about starting; wrong ones are left to the command, which reports them.
 *
 * @param master Spark's
 * @param threads native threads of a lane
 * @param javaOptions of the driver for this command
 * @param repeatable whether a second start goes on where the first one ended
 */
record LaunchRequest(String master, int threads, List<String> javaOptions, boolean repeatable) {
  /** A step makes a few large arrays, which G1 puts aside one by one and collects late. */
  static final List<String> LARGE_ARRAYS = List.of("-XX:+UseParallelGC");

  /**
   * A preparation runs much of Spark some thousand times, then never again: compiling that twice
   * took a quarter of its processor time. A hundred times the usual thresholds leave the second
   * compiler what runs for every picture or pixel.
   */
  private static final List<String> FEW_COMPILATIONS =
      List.of(
          "-XX:Tier4InvocationThreshold=500000",
          "-XX:Tier4MinInvocationThreshold=100000",
          "-XX:Tier4CompileThreshold=1000000",
          "-XX:Tier4BackEdgeThreshold=4000000");

  /** Where memory is measured, garbage must not lie about. */
  private static final List<String> TIGHT_HEAP =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
          "-Xmn4m",
          "-XX:MinHeapFreeRatio=5",
          "-XX:MaxHeapFreeRatio=10");

  private static final LaunchRequest USUAL = request(CommonOptions.DEFAULT_MASTER, LARGE_ARRAYS);
  private static final LaunchRequest ONE_CORE = request(BenchmarkProbeCommand.MASTER, LARGE_ARRAYS);
  private static final LaunchRequest MEASURING = request(CommonOptions.DEFAULT_MASTER, TIGHT_HEAP);

  private static LaunchRequest request(String master, List<String> javaOptions) {
    return new LaunchRequest(master, 1, javaOptions, false);
  }

  /**
   * Reads the arguments.
   *
   * @param arguments of the command
   */
  static LaunchRequest of(List<String> arguments) {
    try {
      ParseResult parsed = commandLine().parseArgs(arguments.toArray(String[]::new));
      return parsed.hasSubcommand() ? of(parsed.subcommand().commandSpec().userObject()) : USUAL;
    } catch (ParameterException e) {
      return USUAL;
    }
  }

  /**
   * Looks at arguments before they travel to a cluster, where a slip of the pen would cost minutes.
   *
   * @param arguments of the command
   * @throws ParameterException if they are none of a command
   * @throws ConfigurationException if the configuration can't be used
   * @throws UsageException if its file can't be read, or the command needs no cluster
   */
  static void check(List<String> arguments) {
    CommandLine line = commandLine();
    ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(line, "no command");
    }
    if (!(parsed.subcommand().commandSpec().userObject() instanceof SparkCommand command)) {
      String name = parsed.subcommand().commandSpec().name();
      throw new UsageException(
          "Cannot submit %s: it needs no cluster (spark-submit/mscon %s)".formatted(name, name));
    }
    command.threadsPerLane();
  }

  private static CommandLine commandLine() {
    return Main.commandLine(
        new Context(
            () -> {
              throw new IllegalStateException("Cannot run a stage while planning");
            },
            () -> report -> {},
            new PrintWriter(Writer.nullWriter())));
  }

  private static LaunchRequest of(Object command) {
    if (command instanceof SparkCommand spark) {
      List<String> javaOptions = new ArrayList<>(LARGE_ARRAYS);
      if (command instanceof PrepareCommand) {
        javaOptions.addAll(FEW_COMPILATIONS);
      }
      if (spark.verbose()) {
        javaOptions.add("-Dmscon.log.level=INFO");
      }
      return new LaunchRequest(spark.master(), threads(spark), javaOptions, spark.repeatable());
    }
    if (command instanceof BenchmarkProbeCommand) {
      return ONE_CORE;
    }
    return command instanceof BenchmarkLossCommand ? MEASURING : USUAL;
  }

  private static int threads(SparkCommand command) {
    try {
      return command.threadsPerLane();
    } catch (ConfigurationException | UsageException e) {
      return 1;
    }
  }

  boolean local() {
    return master.equals("local") || master.startsWith("local[");
  }

  boolean localCluster() {
    return master.startsWith("local-cluster");
  }
}
