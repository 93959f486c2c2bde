package io.mscon.spark.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * float32 vectors as raw bytes: what travels between driver and executors, because Java serialises
 * a byte[] in one piece and a float[] number by number.
 */
final class RawFloats {
  private RawFloats() {}

  static byte[] encode(float[]... parts) {
    int length = 0;
    for (float[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(4, length)).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (float[] part : parts) {
      floats.put(part);
    }
    return bytes.array();
  }

  static FloatBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  static float[] decode(byte[] bytes) {
    float[] floats = new float[bytes.length / 4];
    view(bytes).get(floats);
    return floats;
  }
}
