package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.BlockExchange.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/**
 * Writes large parcels piece by piece: a piece is packed, summed up and written while it is in the
 * processor's cache, and no copy of the whole is made. Not for several threads at once.
 */
final class ParcelWriter {
  private static final int PIECE = 1 << 15;

  private final ByteBuffer bytes;

  /**
   * Makes a writer.
   *
   * @param precision of the numbers in the parcels
   */
  ParcelWriter(Precision precision) {
    this.bytes =
        ByteBuffer.allocateDirect(PIECE * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Bytes of a parcel.
   *
   * @param precision of its numbers
   * @param count how many
   */
  static long length(Precision precision, int count) {
    return (long) precision.bytes() * count + Parcel.CHECKSUM_BYTES;
  }

  /**
   * Writes a parcel.
   *
   * @param sink where to
   * @param numbers of which a stretch is packed
   * @param from first number
   * @param count how many
   * @param seal sees the parcel's end, its checksum, as a parcel of no numbers; may replace it
   */
  void write(Sink sink, Values numbers, int from, int count, UnaryOperator<Parcel> seal)
      throws IOException {
    CRC32C checksum = new CRC32C();
    for (int done = 0; done < count; done += PIECE) {
      numbers.write(bytes.clear(), from + done, Math.min(PIECE, count - done));
      checksum.update(bytes.flip());
      sink.accept(bytes.rewind());
    }
    sink.accept(ByteBuffer.wrap(seal.apply(Parcel.seal((int) checksum.getValue())).bytes()));
  }
}
