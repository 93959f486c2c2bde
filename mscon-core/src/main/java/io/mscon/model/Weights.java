package io.mscon.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A network's values: what is trained and what BatchNorm has seen.
 *
 * @param parameters [layout.parameterCount()]
 * @param statistics running means and variances, [layout.statisticCount()]
 */
public record Weights(float[] parameters, float[] statistics) {

  /** Parameters, then statistics, little-endian float32. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(4, parameters.length + statistics.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters).put(statistics);
    return bytes.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param bytes all of it
   * @param layout of the network
   * @throws IllegalArgumentException if the length does not fit the layout
   */
  public static Weights fromBytes(byte[] bytes, ParameterLayout layout) {
    long expected = 4L * (layout.parameterCount() + layout.statisticCount());
    if (bytes.length != expected) {
      throw new IllegalArgumentException(
          "Cannot read weights: " + bytes.length + " bytes (the network needs " + expected + ")");
    }
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    Weights weights =
        new Weights(new float[layout.parameterCount()], new float[layout.statisticCount()]);
    floats.get(weights.parameters).get(weights.statistics);
    return weights;
  }
}
