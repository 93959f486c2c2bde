package io.mscon.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Everything that training needs to go on: what a checkpoint holds.
 *
 * @param step optimiser steps done
 * @param parameters of the network
 * @param statistics running means and variances
 * @param slots the optimiser's state: vectors as long as the parameters
 * @param logVariances log sigma_c^2 per metric
 */
public record TrainingState(
    long step, float[] parameters, float[] statistics, float[][] slots, double[] logVariances) {

  /** How many values of each kind a state has. */
  record Sizes(int parameters, int statistics, int slots, int logVariances) {

    /** Bytes of the state, or -1 if there can be no such state. */
    long bytes() {
      if (parameters < 0 || statistics < 0 || slots < 0 || logVariances < 0) {
        return -1;
      }
      return 4 * ((1L + slots) * parameters + statistics) + 8L * logVariances;
    }
  }

  Sizes sizes() {
    return new Sizes(parameters.length, statistics.length, slots.length, logVariances.length);
  }

  /**
   * Parameters, statistics, slots one after the other (float32), log-variances (float64), all
   * little-endian.
   */
  byte[] toBytes() {
    long length = sizes().bytes();
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "Cannot write a checkpoint: "
              + length
              + " bytes, more than an array holds (make model.width smaller, or choose an"
              + " optimizer.algorithm with fewer slots)");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer().put(parameters).put(statistics);
    for (float[] slot : slots) {
      floats.put(slot);
    }
    bytes.position(4 * floats.position()).asDoubleBuffer().put(logVariances);
    return bytes.array();
  }

  /** Reads what {@link #toBytes} wrote; the caller has compared the length with the sizes. */
  static TrainingState fromBytes(byte[] bytes, long step, Sizes sizes) {
    TrainingState state =
        new TrainingState(
            step,
            new float[sizes.parameters],
            new float[sizes.statistics],
            new float[sizes.slots][sizes.parameters],
            new double[sizes.logVariances]);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = buffer.asFloatBuffer().get(state.parameters).get(state.statistics);
    for (float[] slot : state.slots) {
      floats.get(slot);
    }
    buffer.position(4 * floats.position()).asDoubleBuffer().get(state.logVariances);
    return state;
  }
}
