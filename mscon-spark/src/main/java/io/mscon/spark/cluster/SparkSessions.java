package io.mscon.spark.cluster;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Makes sessions. */
public final class SparkSessions {
  private static final String MASTER = "spark.master";

  private SparkSessions() {}

  /**
   * The session of this JVM, made if there is none.
   *
   * @param applicationName how lists of applications call it
   * @param master taken only if nothing else says it, such as spark-submit
   */
  public static SparkSession open(String applicationName, String master) {
    SparkConf settings = new SparkConf();
    if (!settings.contains(MASTER)) {
      settings.setMaster(master);
    }
    return SparkSession.builder().config(settings).appName(applicationName).getOrCreate();
  }
}
