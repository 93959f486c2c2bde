package io.mscon.model.onednn;

import io.mscon.model.ParameterLayout.Tensor;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** The flat gradient of one backward pass in native memory; each pass writes every tensor. */
final class GradientVector implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final OneDnnRuntime runtime;
  private final NativeBytes bytes;
  private final FloatPointer values;
  private final float[] chunk = new float[CHUNK];

  GradientVector(OneDnnRuntime runtime, int length) {
    this.runtime = runtime;
    this.bytes = NativeBytes.ofFloats(length);
    this.values = bytes.floats();
  }

  /** A new memory object over a tensor's part; the caller owns it. */
  memory memory(Tensor tensor, memory.desc format) {
    return runtime.memory(format, bytes, (long) tensor.offset() * Float.BYTES);
  }

  /** Adds all of it to an array. */
  void addTo(float[] sum) {
    for (int start = 0; start < sum.length; start += CHUNK) {
      int length = Math.min(CHUNK, sum.length - start);
      values.getPointer(start).get(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        sum[start + i] += chunk[i];
      }
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}
