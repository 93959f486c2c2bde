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

  static int little16(byte[] bytes, int at) {
    return unsigned8(bytes, at) | unsigned8(bytes, at + 1) << 8;
  }

  static int little24(byte[] bytes, int at) {
    return little16(bytes, at) | unsigned8(bytes, at + 2) << 16;
  }

  static long little32(byte[] bytes, int at) {
    return little16(bytes, at) | (long) little16(bytes, at + 2) << 16;
  }

  /** Whether these characters of ISO 8859-1 stand there; not if they would pass the end. */
  static boolean has(byte[] bytes, int at, String characters) {
    if (at < 0 || at > bytes.length - characters.length()) {
      return false;
    }
    for (int i = 0; i < characters.length(); i++) {
      if (unsigned8(bytes, at + i) != characters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static ByteBuffer view(byte[] bytes, int from, int length, ByteOrder order) {
    return ByteBuffer.wrap(bytes, from, length).slice().order(order);
  }
}
