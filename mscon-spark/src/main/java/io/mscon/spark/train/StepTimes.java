package io.mscon.spark.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the seconds of a step went.
 *
 * @param total from its beginning to the new parameters
 * @param compute pictures, network, loss and optimiser: the lanes' mean, and the driver's part
 * @param serialisation packing, unpacking, broadcasts, adding up gradients
 * @param waiting of the lanes for the slowest one
 * @param scheduling the rest: Spark's planning, launching and moving of tasks and results
 * @param phases seconds of the step's parts as the driver sees them, in order
 * @param mebibytes resident memory of that of the JVMs at work, the driver's included, which has
 *     most at the end (of parameter averaging: the driver's); 0 if unknown
 */
record StepTimes(
    double total,
    double compute,
    double serialisation,
    double waiting,
    double scheduling,
    Map<String, Double> phases,
    double mebibytes) {

  /**
   * The times of one of several steps that were taken together.
   *
   * @param steps how many
   */
  StepTimes perStep(long steps) {
    return new StepTimes(
        total / steps,
        compute / steps,
        serialisation / steps,
        waiting / steps,
        scheduling / steps,
        phases,
        mebibytes);
  }

  /** Everything but computing. */
  double overhead() {
    return total - compute;
  }

  /** The parts by name. */
  Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("compute", compute);
    parts.put("serialisation", serialisation);
    parts.put("wait", waiting);
    parts.put("scheduling", scheduling);
    return parts;
  }
}
