package io.mscon.eval;

import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The local Spark session that the tests of this module share. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The shared session, on two cores. */
  public static SparkSession session() {
    return session(2);
  }

  /**
   * A session on so many cores; one on another number of cores is stopped.
   *
   * @param cores how many
   */
  public static SparkSession session(int cores) {
    String master = "local[" + cores + "]";
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined() && !running.get().sparkContext().isStopped()) {
      if (running.get().sparkContext().master().equals(master)) {
        return running.get();
      }
      running.get().stop();
    }
    SparkSession session =
        SparkSession.builder()
            .master(master)
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            // Compiling a query takes longer than its few rows.
            .config("spark.sql.codegen.wholeStage", false)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
