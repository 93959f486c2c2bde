package io.mscon.model.safetensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Types of numbers that files hold and encoders can be made of. */
enum ElementType {
  /** float64. */
  F64(8) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return (float) bytes.getDouble(8 * index);
    }
  },
  /** float32. */
  F32(4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  /** float16. */
  F16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return half(bytes.getShort(2 * index));
    }
  },
  /** The upper half of a float32. */
  BF16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  };

  private static final int FRACTION_BITS = 10;
  private static final int EXPONENT_MASK = 0x1f;
  private static final int FRACTION_MASK = 0x3ff;

  private final int size;

  ElementType(int size) {
    this.size = size;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }

  /** A number of little-endian bytes. */
  abstract float read(ByteBuffer bytes, int index);

  private static float half(short bits) {
    int exponent = bits >> FRACTION_BITS & EXPONENT_MASK;
    int fraction = bits & FRACTION_MASK;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == EXPONENT_MASK) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((float) fraction, -24)
        : sign * Math.scalb((float) (fraction + (1 << FRACTION_BITS)), exponent - 25);
  }
}
