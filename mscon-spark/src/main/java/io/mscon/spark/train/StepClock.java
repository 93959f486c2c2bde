package io.mscon.spark.train;

import io.mscon.benchmark.ProcessMemory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells where the seconds of a step go. */
final class StepClock {
  private final int slots;
  private final Map<String, Double> phases = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long last = start;
  private double compute;
  private double serialisation;
  private double wait;
  private double mebibytes;

  /**
   * Starts the clock.
   *
   * @param slots how many tasks the executors can run at once
   */
  StepClock(int slots) {
    this.slots = slots;
  }

  /** Ends a part of the step. */
  void lap(String phase) {
    long now = System.nanoTime();
    phases.put(phase, (now - last) / 1e9);
    last = now;
  }

  /** Runs something of the driver's own that computes. */
  <T> T computing(Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    compute += (System.nanoTime() - begin) / 1e9;
    return result;
  }

  /** Runs something of the driver's own that packs, unpacks or sends. */
  <T> T serialising(Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    serialisation += (System.nanoTime() - begin) / 1e9;
    return result;
  }

  /** Adds tasks of the lanes that ran side by side. */
  void lanes(List<LaneReport> reports) {
    int parallel = Math.min(slots, reports.size());
    compute += reports.stream().mapToDouble(LaneReport::computeSeconds).sum() / parallel;
    serialisation +=
        reports.stream().mapToDouble(LaneReport::serialisationSeconds).sum() / parallel;
    waitForSlowest(reports);
    reports.forEach(report -> mebibytes = Math.max(mebibytes, report.mebibytes()));
  }

  /** Adds tasks that only add up what the lanes computed: no lane without others needs them. */
  void reduction(List<LaneReport> reports) {
    int parallel = Math.min(slots, reports.size());
    serialisation += reports.stream().mapToDouble(LaneReport::seconds).sum() / parallel;
    waitForSlowest(reports);
  }

  /** With fewer slots than tasks a slot that is done takes the next task and waits for nobody. */
  private void waitForSlowest(List<LaneReport> reports) {
    if (reports.size() <= slots) {
      double slowest = reports.stream().mapToDouble(LaneReport::seconds).max().orElse(0);
      wait += slowest - reports.stream().mapToDouble(LaneReport::seconds).average().orElse(0);
    }
  }

  /** The times from the start to the last lap, and the memory of the JVM that has most. */
  StepTimes times() {
    double total = (last - start) / 1e9;
    return new StepTimes(
        total,
        compute,
        serialisation,
        wait,
        total - compute - serialisation - wait,
        Collections.unmodifiableMap(phases),
        Math.max(mebibytes, ProcessMemory.residentIfKnown()));
  }
}
