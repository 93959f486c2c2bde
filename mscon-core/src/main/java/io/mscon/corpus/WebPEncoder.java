package io.mscon.corpus;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes WebP of two shades in its lossless format (RFC 9649, section 3): a prefix code of one
 * symbol takes no bits, so a pixel is the one bit that says its green. Java has no writer of WebP.
 */
final class WebPEncoder {
  private static final int SIGNATURE = 0x2f;
  private static final int DARK = 0x40;
  private static final int BRIGHT = 0xc0;
  private static final int OPAQUE = 0xff;
  private static final int LOOK_AHEAD = 48;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long pending;
  private int pendingBits;

  private WebPEncoder() {}

  /** Bright where the picture's green is. */
  static byte[] encode(BufferedImage image) {
    WebPEncoder stream = new WebPEncoder();
    stream.header(image.getWidth(), image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        stream.bits(image.getRGB(x, y) >> 15 & 1, 1);
      }
    }
    // Readers look ahead.
    stream.bits(0, 7 + LOOK_AHEAD);
    return container(stream.bytes.toByteArray());
  }

  private void header(int width, int height) {
    bits(SIGNATURE, 8);
    bits(width - 1, 14);
    bits(height - 1, 14);
    // No alpha, version 0, no transform, no colour cache, one group of prefix codes.
    bits(0, 7);
    symbols(DARK, BRIGHT);
    symbols(0x80);
    symbols(0x60);
    symbols(OPAQUE);
    symbols(0);
  }

  /** A simple prefix code of one or two symbols. */
  private void symbols(int... symbols) {
    bits(1, 1);
    bits(symbols.length - 1, 1);
    bits(1, 1);
    for (int symbol : symbols) {
      bits(symbol, 8);
    }
  }

  private void bits(int value, int count) {
    pending |= (long) value << pendingBits;
    pendingBits += count;
    while (pendingBits >= 8) {
      bytes.write((int) pending & 0xff);
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  private static byte[] container(byte[] image) {
    int padding = image.length % 2;
    ByteBuffer file =
        ByteBuffer.allocate(20 + image.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(12 + image.length + padding).put(ascii("WEBP"));
    file.put(ascii("VP8L")).putInt(image.length).put(image);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
