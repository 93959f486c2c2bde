package io.mscon.submit;

import io.mscon.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ParameterException;

/**
 * How to start a command. What native libraries and the JVM read only at their start (threads,
 * memory, opened modules) has to be known before: so a small JVM reads the arguments first.
 *
 * @param environment variables to set
 * @param command program and arguments
 */
record LaunchPlan(Map<String, String> environment, List<String> command) {
  static final String MAIN = "io.mscon.submit.Main";
  private static final String SPARK_HOME = "SPARK_HOME";
  private static final String DEFAULT_MEMORY = "4g";

  /** Spark reads them before it adds our jar to its classpath. */
  private static final String LOG_SETTINGS = "!/log4j2.properties";

  /** The container or the machine limits memory; JavaCPP's own count of it stops good runs. */
  static final List<String> JAVACPP =
      List.of("-Dorg.bytedeco.javacpp.maxbytes=0", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  /**
   * Prints the plan for the launcher script: assignments, an empty item, then the command, each
   * ended by NUL.
   *
   * @param args {@code --} and the arguments of the command
   * @throws IOException if Spark's classpath can't be read, or a file for spark-submit not written
   */
  public static void main(String[] args) throws IOException {
    Distribution distribution = Distribution.in(Path.of(System.getenv("MSCON_HOME")));
    List<String> arguments = List.of(args).subList(1, args.length);
    try {
      plan(distribution, arguments).print(System.out);
    } catch (ParameterException | ConfigurationException | UsageException e) {
      System.err.println("mscon: " + e.getMessage());
      System.exit(Main.USAGE);
    }
  }

  private static LaunchPlan plan(Distribution distribution, List<String> arguments)
      throws IOException {
    SubmitOptions options = SubmitOptions.of(arguments);
    if (options.given()) {
      Path work = Path.of(System.getenv("MSCON_WORK"));
      return new Submission(System.getenv(), distribution, options, work).plan();
    }
    LaunchPlan plan = of(System.getenv(), distribution, arguments);
    if (plan.environment().containsKey("SPARK_SCALA_VERSION")) {
      distribution.makeSparkHome();
    }
    return plan;
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
    LaunchRequest request = LaunchRequest.of(arguments);
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
      LaunchRequest request,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(submit.toString(), "--class", MAIN, "--master", request.master()));
    command.addAll(List.of("--driver-memory", memory(variables)));
    List<String> options = new ArrayList<>(JAVACPP);
    options.addAll(request.javaOptions());
    if (!hasLogSettings(variables)) {
      options.add(logSettings(distribution));
    }
    command.addAll(List.of("--driver-java-options", String.join(" ", options)));
    settings(request).forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(distribution.runtimeJar().toString());
    command.addAll(arguments);
    return command;
  }

  /** What a Spark's administrator wants logged stands above what we find worth it. */
  static boolean hasLogSettings(Map<String, String> variables) {
    String folder = variables.getOrDefault("SPARK_CONF_DIR", "");
    Path settings = folder.isEmpty() ? Path.of(variables.get(SPARK_HOME), "conf") : Path.of(folder);
    return Files.exists(settings.resolve("log4j2.properties"))
        || Files.exists(settings.resolve("log4j2.xml"));
  }

  private static List<String> withJava(
      Map<String, String> variables,
      Distribution distribution,
      LaunchRequest request,
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

  /** The option of Java by which a driver on this machine logs as mscon finds good. */
  static String logSettings(Distribution distribution) {
    return "-Dlog4j2.configurationFile=jar:" + distribution.runtimeJar().toUri() + LOG_SETTINGS;
  }

  private static Map<String, String> settings(LaunchRequest request) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(request.threads()));
    List<String> options = new ArrayList<>(new Versions().javaOptions());
    options.addAll(LaunchRequest.LARGE_ARRAYS);
    options.addAll(JAVACPP);
    settings.put("spark.executor.extraJavaOptions", String.join(" ", options));
    settings.putAll(ofEveryCluster());
    settings.put("spark.ui.enabled", "false");
    if (request.local() || request.localCluster()) {
      // Names of machines often don't resolve on laptops and in containers.
      settings.put("spark.driver.host", "localhost");
      settings.put("spark.driver.bindAddress", "127.0.0.1");
    }
    return settings;
  }

  /** Settings that are good for mscon wherever Spark runs. */
  static Map<String, String> ofEveryCluster() {
    return Map.of(
        // Weights are noise to a compressor.
        "spark.broadcast.compress", "false",
        // A large batch's embeddings come back in one job.
        "spark.driver.maxResultSize", "0",
        "spark.sql.shuffle.partitions", "8");
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
}
