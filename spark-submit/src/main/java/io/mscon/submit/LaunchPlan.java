package io.mscon.submit;

import io.mscon.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How to start a command. What native libraries and the JVM read only at their start (threads,
 * memory, opened modules) has to be known before: so a small JVM reads the arguments first.
 *
 * @param environment variables to set
 * @param command program and arguments
 */
record LaunchPlan(Map<String, String> environment, List<String> command) {
  private static final String MAIN = "io.mscon.submit.Main";
  private static final String SPARK_HOME = "SPARK_HOME";
  private static final String DEFAULT_MEMORY = "4g";

  /** Spark reads them before it adds our jar to its classpath. */
  private static final String LOG_SETTINGS = "!/log4j2.properties";

  /** The container or the machine limits memory; JavaCPP's own count of it stops good runs. */
  private static final List<String> JAVACPP =
      List.of("-Dorg.bytedeco.javacpp.maxbytes=0", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  /** A step makes a few large arrays, which G1 puts aside one by one and collects late. */
  private static final List<String> LARGE_ARRAYS = List.of("-XX:+UseParallelGC");

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

  /**
   * Prints the plan for the launcher script: assignments, an empty item, then the command, each
   * ended by NUL.
   *
   * @param args {@code --} and the arguments of the command
   * @throws IOException if Spark's classpath can't be read
   */
  public static void main(String[] args) throws IOException {
    Distribution distribution = Distribution.in(Path.of(System.getenv("MSCON_HOME")));
    List<String> arguments = List.of(args).subList(1, args.length);
    LaunchPlan plan = of(System.getenv(), distribution, arguments);
    if (plan.environment().containsKey("SPARK_SCALA_VERSION")) {
      distribution.makeSparkHome();
    }
    plan.print(System.out);
  }

  /**
   * Makes the plan.
   *
   * @param variables of the environment
   * @param distribution where the jars are
   * @param arguments of the command
   */
  static LaunchPlan of(
      Map<String, String> variables, Distribution distribution, List<String> arguments) {
    Request request = Request.of(arguments);
    Map<String, String> environment = new TreeMap<>();
    environment.put("OMP_NUM_THREADS", Integer.toString(request.threads()));
    String sparkHome = variables.getOrDefault(SPARK_HOME, "");
    Path submit = Path.of(sparkHome, "bin", "spark-submit");
    if (!sparkHome.isEmpty() && Files.isExecutable(submit)) {
      return new LaunchPlan(
          environment, withSparkSubmit(submit, variables, distribution, request, arguments));
    }
    if (request.localCluster()) {
      environment.put(SPARK_HOME, distribution.sparkHome().toString());
      environment.put("SPARK_SCALA_VERSION", "2.12");
    }
    return new LaunchPlan(environment, withJava(variables, distribution, request, arguments));
  }

  private static List<String> withSparkSubmit(
      Path submit,
      Map<String, String> variables,
      Distribution distribution,
      Request request,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(submit.toString(), "--class", MAIN, "--master", request.master()));
    command.addAll(List.of("--driver-memory", memory(variables)));
    List<String> options = new ArrayList<>(JAVACPP);
    options.addAll(request.javaOptions());
    if (!hasLogSettings(variables)) {
      options.add(
          "-Dlog4j2.configurationFile=jar:" + distribution.runtimeJar().toUri() + LOG_SETTINGS);
    }
    command.addAll(List.of("--driver-java-options", String.join(" ", options)));
    settings(request).forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(distribution.runtimeJar().toString());
    command.addAll(arguments);
    return command;
  }

  /** What a Spark's administrator wants logged stands above what we find worth it. */
  private static boolean hasLogSettings(Map<String, String> variables) {
    String folder = variables.getOrDefault("SPARK_CONF_DIR", "");
    Path settings = folder.isEmpty() ? Path.of(variables.get(SPARK_HOME), "conf") : Path.of(folder);
    return Files.exists(settings.resolve("log4j2.properties"))
        || Files.exists(settings.resolve("log4j2.xml"));
  }

  private static List<String> withJava(
      Map<String, String> variables,
      Distribution distribution,
      Request request,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java(variables));
    command.add("-Xmx" + memory(variables));
    command.addAll(new Versions().javaOptions());
    command.addAll(JAVACPP);
    command.addAll(request.javaOptions());
    Map<String, String> settings = settings(request);
    settings.put("spark.master", request.master());
    if (request.localCluster()) {
      settings.put("spark.executor.extraClassPath", distribution.classpath());
    } else if (!request.local()) {
      settings.put("spark.jars", distribution.runtimeJar().toString());
    }
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", distribution.classpath(), MAIN));
    command.addAll(arguments);
    return command;
  }

  private static Map<String, String> settings(Request request) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(request.threads()));
    List<String> options = new ArrayList<>(new Versions().javaOptions());
    options.addAll(LARGE_ARRAYS);
    options.addAll(JAVACPP);
    settings.put("spark.executor.extraJavaOptions", String.join(" ", options));
    // Weights are noise to a compressor.
    settings.put("spark.broadcast.compress", "false");
    // A large batch's embeddings come back in one job.
    settings.put("spark.driver.maxResultSize", "0");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.sql.shuffle.partitions", "8");
    if (request.local() || request.localCluster()) {
      // Names of machines often don't resolve on laptops and in containers.
      settings.put("spark.driver.host", "localhost");
      settings.put("spark.driver.bindAddress", "127.0.0.1");
    }
    return settings;
  }

  private static String memory(Map<String, String> variables) {
    String memory = variables.getOrDefault("MSCON_DRIVER_MEMORY", "");
    return memory.isEmpty() ? DEFAULT_MEMORY : memory;
  }

  private static String java(Map<String, String> variables) {
    String home = variables.getOrDefault("JAVA_HOME", "");
    return home.isEmpty() ? "java" : Path.of(home, "bin", "java").toString();
  }

  private void print(PrintStream out) {
    List<String> items = new ArrayList<>();
    environment.forEach((key, value) -> items.add(key + "=" + value));
    items.add("");
    items.addAll(command);
    PrintStream bytes = new PrintStream(out, false, StandardCharsets.UTF_8);
    items.forEach(item -> bytes.print(item + "\0"));
    bytes.flush();
  }

  /**
   * What the arguments say about starting; wrong ones are left to the command, which reports them.
   *
   * @param master Spark's
   * @param threads native threads of a lane
   * @param javaOptions of the driver for this command
   */
  private record Request(String master, int threads, List<String> javaOptions) {
    private static final Request USUAL = new Request(CommonOptions.DEFAULT_MASTER, 1, LARGE_ARRAYS);
    private static final Request ONE_CORE =
        new Request(BenchmarkProbeCommand.MASTER, 1, LARGE_ARRAYS);
    private static final Request MEASURING =
        new Request(CommonOptions.DEFAULT_MASTER, 1, TIGHT_HEAP);

    static Request of(List<String> arguments) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      CommandLine line =
          Main.commandLine(
              new Context(
                  () -> {
                    throw new IllegalStateException("Cannot run a stage while planning");
                  },
                  () -> report -> {},
                  nowhere));
      try {
        ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
        return parsed.hasSubcommand() ? of(parsed.subcommand().commandSpec().userObject()) : USUAL;
      } catch (ParameterException e) {
        return USUAL;
      }
    }

    private static Request of(Object command) {
      if (command instanceof SparkCommand spark) {
        List<String> javaOptions = new ArrayList<>(LARGE_ARRAYS);
        if (command instanceof PrepareCommand) {
          javaOptions.addAll(FEW_COMPILATIONS);
        }
        if (spark.verbose()) {
          javaOptions.add("-Dmscon.log.level=INFO");
        }
        return new Request(spark.master(), threads(spark), javaOptions);
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
}
