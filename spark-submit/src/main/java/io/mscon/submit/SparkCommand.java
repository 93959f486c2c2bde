package io.mscon.submit;

/** A command that starts Spark, and what has to be known before the JVM starts. */
interface SparkCommand {
  /** Spark's master. */
  String master();

  /** Whether to say more. */
  boolean verbose();

  /**
   * Native threads of a lane.
   *
   * @throws io.mscon.config.ConfigurationException if the configuration can't be used
   */
  int threadsPerLane();

  /**
   * Whether a second start, such as a cluster's second attempt, goes on where the first one ended,
   * or changes nothing that is done.
   */
  default boolean repeatable() {
    return true;
  }
}
