package io.mscon.model.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A block of native memory whose usable part starts on a cache line. Taken through JavaCPP, so that
 * it counts towards {@code org.bytedeco.javacpp.maxbytes}.
 */
final class NativeBytes implements AutoCloseable {
  /** Bytes of a cache line and of an AVX-512 register. */
  static final long ALIGNMENT = 64;

  private final BytePointer block;
  private final long start;

  NativeBytes(long size) {
    block = new BytePointer(size + ALIGNMENT);
    start = aligned(block.address()) - block.address();
  }

  static NativeBytes ofFloats(long count) {
    return new NativeBytes(Math.max(count, 1) * Float.BYTES);
  }

  /** The least multiple of the alignment that is not below a number. */
  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** A view, in bytes from the start; owns nothing. */
  Pointer at(long offset) {
    return block.getPointer(start + offset);
  }

  /** All of it as floats; owns nothing. */
  FloatPointer floats() {
    return floatsAt(0);
  }

  /** A view as floats, in bytes from the start; owns nothing. */
  FloatPointer floatsAt(long offset) {
    return new FloatPointer(block.getPointer(start + offset));
  }

  @Override
  public void close() {
    block.close();
  }
}
