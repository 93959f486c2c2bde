package io.mscon.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unsigned numbers at places of a byte array, which may be out of its bounds only by mistake. */
final class ByteReader {
  private ByteReader() {}

  static int unsigned8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int unsigned16(byte[] bytes, int at) {
    return unsigned8(bytes, at) << 8 | unsigned8(bytes, at + 1);
  }

  static long unsigned32(byte[] bytes, int at) {
    return (long) unsigned16(bytes, at) << 16 | unsigned16(bytes, at + 2);
  }

  static ByteBuffer view(byte[] bytes, int from, int length, ByteOrder order) {
    return ByteBuffer.wrap(bytes, from, length).slice().order(order);
  }
}
