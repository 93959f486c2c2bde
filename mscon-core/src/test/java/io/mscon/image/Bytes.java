package io.mscon.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts, joins and changes byte arrays. */
final class Bytes {
  private Bytes() {}

  static byte[] of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** One byte a character. */
  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  static byte[] with(byte[] bytes, int at, int... values) {
    byte[] changed = bytes.clone();
    System.arraycopy(of(values), 0, changed, at, values.length);
    return changed;
  }

  static byte[] first(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  static byte[] without(byte[] bytes, int last) {
    return Arrays.copyOf(bytes, bytes.length - last);
  }

  static byte[] inserted(byte[] bytes, int at, byte[] part) {
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    return join(first(bytes, at), part, rest);
  }

  static int find(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not found");
  }

  static byte[] big32(int value) {
    return of(value >> 24, value >> 16, value >> 8, value);
  }

  static byte[] little32(int value) {
    return of(value, value >> 8, value >> 16, value >> 24);
  }

  static byte[] little16(int value) {
    return of(value, value >> 8);
  }

  static byte[] little24(int value) {
    return of(value, value >> 8, value >> 16);
  }
}
