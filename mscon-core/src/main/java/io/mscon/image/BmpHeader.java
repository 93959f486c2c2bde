package io.mscon.image;

import java.util.Set;

/**
 * What the headers of a BMP say, read without decoding it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits of a pixel
 * @param compression 0 none, 1 and 2 run lengths of 8 and 4 bits, 3 masks
 * @param pixels where the pixels begin
 */
record BmpHeader(int width, int height, int bits, int compression, int pixels) {
  private static final int FILE_HEADER = 14;
  private static final int OLD_HEADER = 12;
  private static final Set<Long> HEADERS = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 16, 24, 32);
  private static final int LARGEST_COMPRESSION = 3;

  /**
   * Reads the headers.
   *
   * @throws ImageRejectedException if they are damaged, or the pixels are not all there
   */
  static BmpHeader parse(byte[] bytes) throws ImageRejectedException {
    if (bytes.length < FILE_HEADER + 4) {
      throw new ImageRejectedException("truncated BMP: ends within the header");
    }
    long length = ByteReader.little32(bytes, FILE_HEADER);
    if (!HEADERS.contains(length)) {
      throw new ImageRejectedException("corrupt BMP: header of " + length + " bytes");
    }
    if (bytes.length < FILE_HEADER + length) {
      throw new ImageRejectedException("truncated BMP: ends within the header");
    }
    long pixels = ByteReader.little32(bytes, 10);
    if (pixels < FILE_HEADER + length || pixels > Integer.MAX_VALUE) {
      throw new ImageRejectedException("corrupt BMP: pixels begin at byte " + pixels);
    }
    return (length == OLD_HEADER ? old(bytes, (int) pixels) : usual(bytes, (int) pixels)).sound();
  }

  private static BmpHeader old(byte[] bytes, int pixels) {
    return new BmpHeader(
        ByteReader.little16(bytes, 18),
        ByteReader.little16(bytes, 20),
        ByteReader.little16(bytes, 24),
        0,
        pixels);
  }

  private static BmpHeader usual(byte[] bytes, int pixels) {
    // A negative height means rows from the top; the one number without a positive stays negative.
    return new BmpHeader(
        (int) ByteReader.little32(bytes, 18),
        Math.abs((int) ByteReader.little32(bytes, 22)),
        ByteReader.little16(bytes, 28),
        (int) Math.min(Integer.MAX_VALUE, ByteReader.little32(bytes, 30)),
        pixels);
  }

  private BmpHeader sound() throws ImageRejectedException {
    if (compression > LARGEST_COMPRESSION) {
      throw new ImageRejectedException("BMP of compression " + compression + " is not read");
    }
    boolean fits =
        switch (compression) {
          case 1 -> bits == 8;
          case 2 -> bits == 4;
          case 3 -> bits == 16 || bits == 32;
          default -> BITS.contains(bits);
        };
    if (!fits) {
      throw new ImageRejectedException(
          "corrupt BMP: %d bits a pixel of compression %d".formatted(bits, compression));
    }
    return this;
  }

  /** Holds the bytes against the size; to be called when the size is known to be a sane one. */
  void checkPixels(byte[] bytes) throws ImageRejectedException {
    boolean whole =
        compression == 1 || compression == 2
            ? runsEnd(bytes)
            : pixels + (((long) width * bits + 31) / 32 * 4) * height <= bytes.length;
    if (!whole) {
      throw new ImageRejectedException("truncated BMP");
    }
  }

  /** Whether the run lengths come to the code that ends a bitmap. */
  private boolean runsEnd(byte[] bytes) {
    int position = pixels;
    while (position < bytes.length - 1) {
      int first = ByteReader.unsigned8(bytes, position);
      int second = ByteReader.unsigned8(bytes, position + 1);
      position += 2;
      if (first != 0) {
        continue;
      }
      if (second == 1) {
        return true;
      }
      position += second == 2 ? 2 : second < 3 ? 0 : absolute(second);
    }
    return false;
  }

  /** Bytes of pixels that stand one by one, in whole pairs of bytes. */
  private int absolute(int count) {
    int used = compression == 1 ? count : (count + 1) / 2;
    return used + used % 2;
  }
}
