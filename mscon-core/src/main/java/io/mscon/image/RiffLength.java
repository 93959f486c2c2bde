package io.mscon.image;

import java.nio.ByteOrder;

/** Holds the length that a WebP file tells (RFC 9649, "RIFF File Format") against its bytes. */
final class RiffLength {
  private static final int LENGTH_AT = 4;
  private static final int COUNTED_FROM = 8;

  private RiffLength() {}

  static void check(byte[] bytes) throws ImageRejectedException {
    int told = ByteReader.view(bytes, LENGTH_AT, 4, ByteOrder.LITTLE_ENDIAN).getInt();
    if (Integer.toUnsignedLong(told) + COUNTED_FROM > bytes.length) {
      throw new ImageRejectedException("truncated WebP");
    }
  }
}
