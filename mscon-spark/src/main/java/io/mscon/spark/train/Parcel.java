package io.mscon.spark.train;

import io.mscon.numeric.Values;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Numbers on their way between driver and executors: raw little-endian bytes, because Java
 * serialises a byte[] in one piece and a float[] number by number, and their CRC-32C, because a
 * wrong bit in one gradient would spoil a run without a sign.
 *
 * @param content the bytes
 * @param checksum their CRC-32C when they were packed
 */
record Parcel(byte[] content, int checksum) implements Serializable {

  /** Packs all numbers. */
  static Parcel of(Values values) {
    return of(values, 0, values.length());
  }

  /** Packs a stretch. */
  static Parcel of(Values values, int from, int count) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.precision().bytes(), count))
            .order(ByteOrder.LITTLE_ENDIAN);
    values.write(bytes, from, count);
    return new Parcel(bytes.array(), checksum(bytes.array()));
  }

  /** Whether the bytes are those that were packed. */
  boolean intact() {
    return checksum(content) == checksum;
  }

  /** Unpacks all into a vector of the precision that was packed. */
  void unpack(Values target, int to) {
    unpack(target, 0, to, content.length / target.precision().bytes());
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
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    target.read(bytes.position(from * target.precision().bytes()), to, count);
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
