package io.mscon.model.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/** Descriptions of float32 tensors: a shape with a memory format. */
final class Formats {
  private Formats() {}

  /** A shape whose memory format the primitive chooses. */
  static memory.desc any(long... shape) {
    return new memory.desc(shape, data_type.f32, format_tag.any);
  }

  /** A shape in row-major order. */
  static memory.desc rowMajor(long... shape) {
    return new memory.desc(shape, data_type.f32, rowMajorTag(shape.length));
  }

  private static format_tag rowMajorTag(int rank) {
    return switch (rank) {
      case 1 -> format_tag.a;
      case 2 -> format_tag.ab;
      case 4 -> format_tag.abcd;
      default ->
          throw new IllegalArgumentException("Invalid rank: " + rank + " (must be 1, 2 or 4)");
    };
  }
}
