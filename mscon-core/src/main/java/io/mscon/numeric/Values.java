package io.mscon.numeric;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A flat vector in single or double precision: parameters, embeddings, gradients. Training runs in
 * single precision; double precision is for proofs. Arrays are not copied.
 */
public sealed interface Values extends Serializable {

  /** How numbers are held. */
  enum Precision {
    /** 4 bytes a number. */
    FLOAT32(4),
    /** 8 bytes a number. */
    FLOAT64(8);

    private final int bytes;

    Precision(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
      return bytes;
    }

    /**
     * A vector of zeros.
     *
     * @param length how many
     */
    public Values zeros(int length) {
      return this == FLOAT32 ? new Float32(new float[length]) : new Float64(new double[length]);
    }

    /**
     * Reads what {@link Values#toBytes} wrote.
     *
     * @param bytes of numbers of this precision
     * @throws IllegalArgumentException if they are no whole numbers
     */
    public Values fromBytes(byte[] bytes) {
      if (bytes.length % this.bytes != 0) {
        throw new IllegalArgumentException(
            "Invalid vector: "
                + bytes.length
                + " bytes (must be a multiple of "
                + this.bytes
                + ")");
      }
      Values values = zeros(bytes.length / this.bytes);
      values.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, values.length());
      return values;
    }
  }

  /** How the numbers are held. */
  Precision precision();

  /** How many numbers. */
  int length();

  /**
   * Copies a stretch from a vector of the same precision.
   *
   * @param source to read from
   * @param from first number of the source
   * @param to where it goes in this one
   * @param count how many
   */
  void copy(Values source, int from, int to, int count);

  /**
   * Adds a vector of the same precision and length, number by number.
   *
   * @param other what to add
   */
  default void add(Values other) {
    requireLength(other.length(), length());
    add(other, 0, length());
  }

  /**
   * Adds the first numbers of a vector of the same precision to a stretch.
   *
   * @param other what to add
   * @param to first number of the stretch
   * @param count how many
   */
  void add(Values other, int to, int count);

  /** Makes all numbers zero. */
  void clear();

  /**
   * Writes a stretch as little-endian bytes at the buffer's position, and moves the position.
   *
   * @param target little-endian
   * @param from first number
   * @param count how many
   */
  void write(ByteBuffer target, int from, int count);

  /**
   * Reads a stretch from little-endian bytes at the buffer's position, and moves the position.
   *
   * @param source little-endian
   * @param to where the first number goes
   * @param count how many
   */
  void read(ByteBuffer source, int to, int count);

  /** Whether every number is one: neither NaN nor infinite. */
  default boolean finite() {
    return finite(0, length());
  }

  /**
   * Whether every number of a stretch is one: neither NaN nor infinite.
   *
   * @param from first number
   * @param count how many
   */
  boolean finite(int from, int count);

  /** The numbers in single precision: the array itself if it is one. */
  float[] float32();

  /** The numbers in double precision: the array itself if it is one. */
  double[] float64();

  /** All numbers as little-endian bytes. */
  default byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(precision().bytes(), length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    write(bytes, 0, length());
    return bytes.array();
  }

  /**
   * Wraps an array.
   *
   * @param values not copied
   */
  static Values of(float[] values) {
    return new Float32(values);
  }

  /**
   * Wraps an array.
   *
   * @param values not copied
   */
  static Values of(double[] values) {
    return new Float64(values);
  }

  /**
   * Single precision.
   *
   * @param values the numbers
   */
  record Float32(float[] values) implements Values {
    @Override
    public Precision precision() {
      return Precision.FLOAT32;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void copy(Values source, int from, int to, int count) {
      System.arraycopy(((Float32) source).values, from, values, to, count);
    }

    @Override
    public void add(Values other, int to, int count) {
      float[] added = ((Float32) other).values;
      for (int i = 0; i < count; i++) {
        values[to + i] += added[i];
      }
    }

    @Override
    public void clear() {
      Arrays.fill(values, 0);
    }

    @Override
    public void write(ByteBuffer target, int from, int count) {
      target.asFloatBuffer().put(values, from, count);
      target.position(target.position() + 4 * count);
    }

    @Override
    public void read(ByteBuffer source, int to, int count) {
      source.asFloatBuffer().get(values, to, count);
      source.position(source.position() + 4 * count);
    }

    /** x * 0 is 0 for numbers only; so the loop has no branch. */
    @Override
    public boolean finite(int from, int count) {
      float zero = 0;
      for (int i = from; i < from + count; i++) {
        zero += values[i] * 0;
      }
      return zero == 0;
    }

    @Override
    public float[] float32() {
      return values;
    }

    @Override
    public double[] float64() {
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = values[i];
      }
      return wide;
    }
  }

  /**
   * Double precision.
   *
   * @param values the numbers
   */
  record Float64(double[] values) implements Values {
    @Override
    public Precision precision() {
      return Precision.FLOAT64;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void copy(Values source, int from, int to, int count) {
      System.arraycopy(((Float64) source).values, from, values, to, count);
    }

    @Override
    public void add(Values other, int to, int count) {
      double[] added = ((Float64) other).values;
      for (int i = 0; i < count; i++) {
        values[to + i] += added[i];
      }
    }

    @Override
    public void clear() {
      Arrays.fill(values, 0);
    }

    @Override
    public void write(ByteBuffer target, int from, int count) {
      target.asDoubleBuffer().put(values, from, count);
      target.position(target.position() + 8 * count);
    }

    @Override
    public void read(ByteBuffer source, int to, int count) {
      source.asDoubleBuffer().get(values, to, count);
      source.position(source.position() + 8 * count);
    }

    /** x * 0 is 0 for numbers only; so the loop has no branch. */
    @Override
    public boolean finite(int from, int count) {
      double zero = 0;
      for (int i = from; i < from + count; i++) {
        zero += values[i] * 0;
      }
      return zero == 0;
    }

    @Override
    public float[] float32() {
      float[] narrow = new float[values.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) values[i];
      }
      return narrow;
    }

    @Override
    public double[] float64() {
      return values;
    }
  }

  private static void requireLength(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "Invalid vector to add: " + actual + " numbers (must be " + expected + ")");
    }
  }
}
