package io.mscon.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Everything that training needs to go on: what a checkpoint holds.
 *
 * @param step optimiser steps done
 * @param parameters of the network
 * @param statistics running means and variances
 * @param velocity of the optimiser, as long as the parameters
 * @param logVariances log sigma_c^2 per metric
 */
public record TrainingState(
    long step, float[] parameters, float[] statistics, float[] velocity, double[] logVariances) {

  /** Parameters, statistics, velocity (float32), log-variances (float64), all little-endian. */
  byte[] toBytes() {
    int floats = 2 * parameters.length + statistics.length;
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * floats + 8 * logVariances.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters).put(statistics).put(velocity);
    bytes.position(4 * floats);
    bytes.asDoubleBuffer().put(logVariances);
    return bytes.array();
  }

  static TrainingState fromBytes(
      byte[] bytes, long step, int parameters, int statistics, int logVariances) {
    int floats = 2 * parameters + statistics;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    TrainingState state =
        new TrainingState(
            step,
            new float[parameters],
            new float[statistics],
            new float[parameters],
            new double[logVariances]);
    FloatBuffer floatValues = buffer.asFloatBuffer();
    floatValues.get(state.parameters).get(state.statistics).get(state.velocity);
    DoubleBuffer doubleValues = buffer.position(4 * floats).asDoubleBuffer();
    doubleValues.get(state.logVariances);
    return state;
  }
}
