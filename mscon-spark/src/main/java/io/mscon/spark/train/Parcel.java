package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Numbers on their way between driver and executors: raw little-endian bytes, because Java
 * serialises a byte[] in one piece and a float[] number by number, and behind them their CRC-32C,
 * because a wrong bit in one gradient would spoil a run without a sign.
 *
 * @param bytes of the numbers, then 4 of their checksum
 */
record Parcel(byte[] bytes) implements Serializable {
  /** Behind the numbers. */
  static final int CHECKSUM_BYTES = 4;

  /** Packs all numbers. */
  static Parcel of(Values values) {
    return of(values, 0, values.length());
  }

  /** Packs a stretch. */
  static Parcel of(Values values, int from, int count) {
    int content = Math.multiplyExact(values.precision().bytes(), count);
    ByteBuffer bytes = littleEndian(new byte[Math.addExact(content, CHECKSUM_BYTES)]);
    values.write(bytes, from, count);
    bytes.putInt(content, checksum(bytes.array(), content));
    return new Parcel(bytes.array());
  }

  /** The end of a parcel whose numbers went before. */
  static Parcel seal(int checksum) {
    return new Parcel(littleEndian(new byte[CHECKSUM_BYTES]).putInt(checksum).array());
  }

  /** Whether the bytes are those that were packed. */
  boolean intact() {
    int content = content();
    return content >= 0 && littleEndian(bytes).getInt(content) == checksum(bytes, content);
  }

  /** How many numbers of a precision it holds. */
  int length(Precision precision) {
    return content() / precision.bytes();
  }

  /** Unpacks all into a vector of the precision that was packed. */
  void unpack(Values target, int to) {
    unpack(target, 0, to, length(target.precision()));
  }

  /**
   * Unpacks a stretch into a vector of the precision that was packed.
   *
   * @param target where to
   * @param from first number of the parcel
   * @param to where it goes
   * @param count how many
   */
  void unpack(Values target, int from, int to, int count) {
    target.read(littleEndian(bytes).position(from * target.precision().bytes()), to, count);
  }

  private int content() {
    return bytes.length - CHECKSUM_BYTES;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
