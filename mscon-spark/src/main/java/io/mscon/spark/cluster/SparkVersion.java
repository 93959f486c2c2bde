package io.mscon.spark.cluster;

import org.apache.spark.package$;
import scala.util.Properties;

/**
 * Versions that have to fit: mscon calls parts of Spark that other versions don't have, and Scala's
 * classes have other signatures from one version to the next.
 *
 * @param spark for example 3.5.5
 * @param scala for example 2.12.18
 */
record SparkVersion(String spark, String scala) {
  private static final String SPARK = "3.5";
  private static final String SCALA = "2.12";

  /** Those of the classes that this JVM has loaded. */
  static SparkVersion ofThisJvm() {
    return new SparkVersion(package$.MODULE$.SPARK_VERSION(), Properties.versionNumberString());
  }

  /**
   * Lets pass what mscon runs on.
   *
   * @throws IllegalStateException if it is something else
   */
  void requireSupported() {
    if (!spark.startsWith(SPARK + ".") || !scala.startsWith(SCALA + ".")) {
      throw new IllegalStateException(
          "Cannot run on Spark %s with Scala %s: mscon is built for Spark %s with Scala %s (set SPARK_HOME to such a Spark)"
              .formatted(spark, scala, SPARK, SCALA));
    }
  }
}
