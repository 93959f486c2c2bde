package io.mscon.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command for a cluster's manager, through the installed Spark's spark-submit. Of Spark's
 * settings those of the command line are the strongest, then those of files given with {@code
 * --properties-file}, then the installed Spark's {@code spark-defaults.conf}, then what mscon finds
 * good for itself.
 *
 * @param variables of the environment
 * @param distribution where the jars are
 * @param options of spark-submit, and the command
 * @param work folder for files that spark-submit reads; whoever starts it removes it
 */
record Submission(
    Map<String, String> variables, Distribution distribution, SubmitOptions options, Path work) {
  private static final String SPARK_HOME = "SPARK_HOME";
  private static final String DEFAULTS = "spark-defaults.conf";

  /** Names of files from tables are Unicode; containers often start in the POSIX locale. */
  private static final String LOCALE = "C.UTF-8";

  /**
   * What to start.
   *
   * @throws UsageException if there is no Spark, or the command can't run on a cluster
   */
  LaunchPlan plan() throws IOException {
    Path submit = Path.of(variables.getOrDefault(SPARK_HOME, ""), "bin", "spark-submit");
    if (!Files.isExecutable(submit)) {
      throw new UsageException(
          "Cannot submit: SPARK_HOME is '%s' (set it to an installed Spark 3.5 with Scala 2.12)"
              .formatted(variables.getOrDefault(SPARK_HOME, "")));
    }
    LaunchRequest request = LaunchRequest.of(options.command());
    SparkProperties settings = settings(request);
    List<String> arguments = options.command();
    if (options.onYarn()) {
      limitAttempts(request, settings);
    }
    if (options.onYarn() && options.inCluster()) {
      arguments = travelling(settings);
    }
    Path file = work.resolve("spark.properties");
    settings.write(file);
    return new LaunchPlan(
        Map.of("OMP_NUM_THREADS", Integer.toString(request.threads())),
        command(submit, file, arguments));
  }

  private List<String> command(Path submit, Path settings, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(submit.toString(), "--class", LaunchPlan.MAIN));
    command.addAll(List.of("--properties-file", settings.toString()));
    command.addAll(options.withoutPropertiesFiles());
    command.add(distribution.runtimeJar().toString());
    command.addAll(arguments);
    return command;
  }

  private SparkProperties settings(LaunchRequest request) {
    SparkProperties settings = new SparkProperties();
    settings.putAll(own(request));
    Path defaults = sparkConfiguration().resolve(DEFAULTS);
    if (Files.exists(defaults)) {
      settings.putAll(defaults);
    }
    options.propertiesFiles().forEach(file -> settings.putAll(Path.of(file)));
    String memory = variables.getOrDefault("MSCON_DRIVER_MEMORY", "");
    if (!memory.isEmpty()) {
      settings.put("spark.driver.memory", memory);
    }
    return settings;
  }

  private Path sparkConfiguration() {
    String folder = variables.getOrDefault("SPARK_CONF_DIR", "");
    return folder.isEmpty() ? Path.of(variables.get(SPARK_HOME), "conf") : Path.of(folder);
  }

  private Map<String, String> own(LaunchRequest request) {
    Map<String, String> own = new TreeMap<>(LaunchPlan.ofEveryCluster());
    List<String> driver = new ArrayList<>(LaunchPlan.JAVACPP);
    driver.addAll(request.javaOptions());
    if (!options.inCluster() && !LaunchPlan.hasLogSettings(variables)) {
      driver.add(LaunchPlan.logSettings(distribution));
    }
    List<String> executor = new ArrayList<>(LaunchPlan.JAVACPP);
    executor.addAll(LaunchRequest.LARGE_ARRAYS);
    // Not extraJavaOptions: those are the user's, and Spark puts both on the command line.
    own.put("spark.driver.defaultJavaOptions", String.join(" ", driver));
    own.put("spark.executor.defaultJavaOptions", String.join(" ", executor));
    environment(request).forEach((name, value) -> own.put("spark.executorEnv." + name, value));
    if (options.onYarn()) {
      environment(request)
          .forEach((name, value) -> own.put("spark.yarn.appMasterEnv." + name, value));
      // A driver that was killed would otherwise leave an application that SUCCEEDED.
      own.put("spark.yarn.am.clientModeTreatDisconnectAsFailed", "true");
    }
    return own;
  }

  private static Map<String, String> environment(LaunchRequest request) {
    return Map.of("OMP_NUM_THREADS", Integer.toString(request.threads()), "LC_ALL", LOCALE);
  }

  /**
   * A second attempt is only of use where it is another driver that goes on: one with a new run
   * would refuse what the first one began, and a driver that runs here has failed with the first.
   */
  private void limitAttempts(LaunchRequest request, SparkProperties settings) {
    if (!options.inCluster() || !request.repeatable()) {
      settings.put("spark.yarn.maxAppAttempts", "1");
    }
  }

  /** What a driver in a container of YARN's needs: its configuration. */
  private List<String> travelling(SparkProperties settings) throws IOException {
    LaunchRequest.check(options.command());
    if (!ConfigurationArchive.needed(options.command())) {
      return options.command();
    }
    ConfigurationArchive configuration =
        ConfigurationArchive.pack(options.command(), work.resolve("configuration.zip"));
    settings.append("spark.yarn.dist.archives", configuration.inWords());
    return configuration.command();
  }
}
