package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Takes large parcels out of a stream piece by piece: a piece is read, checked and put where it
 * belongs while it is in the processor's cache, and no copy of the whole is made. Not for several
 * threads at once.
 */
final class ParcelReader {
  private static final int PIECE = 1 << 15;

  private final Precision precision;
  private final ByteBuffer bytes;
  private final Values numbers;

  /**
   * Makes a reader.
   *
   * @param precision of the numbers in the parcels
   */
  ParcelReader(Precision precision) {
    this.precision = precision;
    this.bytes = ByteBuffer.allocate(PIECE * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    this.numbers = precision.zeros(PIECE);
  }

  /** What is done with a piece: its bytes from the buffer's position on, and its place. */
  private interface Use {
    void take(int from, int count);
  }

  /**
   * Unpacks a parcel.
   *
   * @param parcel to its end
   * @param target where the numbers go
   * @param to where the first one goes
   * @param count how many there must be
   * @return whether they are those that were packed; if not, the stretch is void
   */
  boolean unpack(InputStream parcel, Values target, int to, int count) throws IOException {
    return read(parcel, count, (from, size) -> target.read(bytes, to + from, size));
  }

  /**
   * Adds a parcel's numbers to others.
   *
   * @param parcel to its end
   * @param sum what they are added to
   * @param to where the first one goes
   * @param count how many there must be
   * @return whether they are those that were packed; if not, the stretch is void
   */
  boolean add(InputStream parcel, Values sum, int to, int count) throws IOException {
    return read(
        parcel,
        count,
        (from, size) -> {
          numbers.read(bytes, 0, size);
          sum.add(numbers, to + from, size);
        });
  }

  private boolean read(InputStream parcel, int count, Use use) throws IOException {
    CRC32C checksum = new CRC32C();
    for (int from = 0; from < count; from += PIECE) {
      int size = Math.min(PIECE, count - from);
      if (!fill(parcel, size * precision.bytes())) {
        return false;
      }
      checksum.update(bytes.array(), 0, bytes.limit());
      use.take(from, size);
    }
    return fill(parcel, Parcel.CHECKSUM_BYTES)
        && bytes.getInt() == (int) checksum.getValue()
        && parcel.read() < 0;
  }

  private boolean fill(InputStream parcel, int size) throws IOException {
    bytes.clear().limit(size);
    return parcel.readNBytes(bytes.array(), 0, size) == size;
  }
}
