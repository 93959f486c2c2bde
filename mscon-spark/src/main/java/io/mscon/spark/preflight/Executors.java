package io.mscon.spark.preflight;

import java.util.List;

/**
 * The executors that answered.
 *
 * @param reports one of each
 * @param slots tasks that run at the same time on all of them
 * @param kind what starts them, which decides what limits their memory
 */
record Executors(List<ExecutorReport> reports, int slots, Kind kind) {

  /** What starts executors. */
  enum Kind {
    /** The driver itself. */
    LOCAL,
    /** Containers that are killed when they take more than they asked for: YARN, Kubernetes. */
    CONTAINERS,
    /** Plain processes: a standalone cluster. */
    PROCESSES
  }

  boolean none() {
    return reports.isEmpty();
  }

  /** The most lanes that one of them has to hold. */
  int lanesOfOne(int lanes) {
    return (lanes + reports.size() - 1) / reports.size();
  }

  /** Tasks that run at the same time on one of them. */
  int slotsOfOne() {
    return Math.max(1, slots / reports.size());
  }
}
