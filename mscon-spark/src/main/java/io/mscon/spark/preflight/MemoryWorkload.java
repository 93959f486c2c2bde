package io.mscon.spark.preflight;

import io.mscon.config.TrainConfiguration;
import io.mscon.model.NetworkMemory;
import io.mscon.model.NetworkSpec;

/**
 * What decides how much memory a training takes.
 *
 * @param network its shape, a head per metric
 * @param train batches, views and lanes
 * @param pictures of the training split
 * @param pictureBytes of them, encoded
 * @param lanesOfOne the most lanes that an executor holds
 * @param slotsOfOne how many of them work at the same time
 * @param memoryFraction share of the heap that Spark lets cached data use
 */
record MemoryWorkload(
    NetworkSpec network,
    TrainConfiguration train,
    long pictures,
    long pictureBytes,
    int lanesOfOne,
    int slotsOfOne,
    double memoryFraction) {
  private static final long MEBIBYTE = 1L << 20;

  int laneBatch() {
    return Math.max(1, train.globalBatch() / train.lanes());
  }

  int microBatch() {
    return Math.min(train.microBatch(), laneBatch());
  }

  /** Rows that go through a lane's network at once. */
  int rows() {
    return microBatch() * train.views();
  }

  /** Unit rows of the global batch, of all metrics. */
  long gatheredBytes() {
    return (long) Float.BYTES * train.globalBatch() * train.views() * network.outputs();
  }

  /** A micro-batch as the network reads it. */
  long imageBytes() {
    return (long) Float.BYTES * rows() * 3 * network.imageSize() * network.imageSize();
  }

  int working() {
    return Math.min(lanesOfOne, slotsOfOne);
  }

  NetworkMemory networkMemory() {
    return NetworkMemory.of(network, rows());
  }

  /** Passes of a lane that are open at the same time: those kept, and one that is not. */
  long openPasses() {
    int microBatches = laneBatch() / microBatch();
    long fitting = train.keptActivations() * MEBIBYTE / networkMemory().activationBytes();
    long kept = Math.min(microBatches, fitting);
    return kept < microBatches ? kept + 1 : kept;
  }
}
