package io.mscon.spark.train;

import java.io.Serializable;

/**
 * What a task tells of its work.
 *
 * @param computeSeconds decoding, network and loss
 * @param serialisationSeconds receiving broadcasts, packing and unpacking
 * @param mebibytes resident memory of the JVM when it was done; 0 if unknown
 */
record LaneReport(double computeSeconds, double serialisationSeconds, double mebibytes)
    implements Serializable {
  /** Seconds of the task's own code. */
  double seconds() {
    return computeSeconds + serialisationSeconds;
  }
}
