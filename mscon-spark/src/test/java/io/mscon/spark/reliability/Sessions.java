package io.mscon.spark.reliability;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Sessions on executors that are processes of their own, with the classes of this test. A JVM has
 * one session: a new one ends the last.
 */
public final class Sessions {
  private static final String SPARK_HOME = "SPARK_HOME";

  private Sessions() {}

  /**
   * Opens a session.
   *
   * @param master such as local-cluster[2,1,1024]
   * @param settings more of Spark's settings
   */
  public static SparkSession open(String master, Map<String, String> settings) throws IOException {
    SparkSession.getDefaultSession().foreach(Sessions::stop);
    if (!master.startsWith("local[")) {
      makeSparkHome();
    }
    SparkConf conf = settings().setMaster(master).setAppName("reliability");
    settings.forEach(conf::set);
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    // Failures are what these tests make.
    session.sparkContext().setLogLevel("OFF");
    return session;
  }

  private static Object stop(SparkSession session) {
    session.stop();
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    return session;
  }

  /** Settings of every session: the executors run this JVM's classes with its opened modules. */
  static SparkConf settings() {
    return new SparkConf()
        .set("spark.ui.enabled", "false")
        .set("spark.sql.shuffle.partitions", "2")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.executor.extraClassPath", classpath())
        .set("spark.executor.extraJavaOptions", openedModules())
        .set("spark.executorEnv.OMP_NUM_THREADS", "1")
        // A machine that is busy with something else is no dead worker.
        .set("spark.worker.timeout", "600")
        .set("spark.network.timeout", "600s");
  }

  /** The classpath of the tests: surefire puts it into a jar's manifest. */
  public static String classpath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String openedModules() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk.reflect"))
        .collect(Collectors.joining(" "));
  }

  /** Spark starts executors only from a folder with {@code jars/}; theirs are on the classpath. */
  private static void makeSparkHome() throws IOException {
    String home = System.getenv(SPARK_HOME);
    if (home == null) {
      throw new IllegalStateException(
          "Cannot start executors: SPARK_HOME is not set (run these tests with -Pfaults)");
    }
    Files.createDirectories(Path.of(home, "jars"));
  }
}
