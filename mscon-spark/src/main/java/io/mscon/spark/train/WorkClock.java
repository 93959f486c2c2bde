package io.mscon.spark.train;

import io.mscon.benchmark.ProcessMemory;
import java.util.function.Supplier;

/** Tells a task's computing from its serialising. */
final class WorkClock {
  private final long start = System.nanoTime();
  private long serialisation;

  /** Runs something that receives, packs or unpacks. */
  <T> T serialising(Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      serialisation += System.nanoTime() - begin;
    }
  }

  /** The times so far. */
  LaneReport report() {
    double packing = serialisation / 1e9;
    return new LaneReport(
        (System.nanoTime() - start) / 1e9 - packing, packing, ProcessMemory.residentIfKnown());
  }
}
