package io.mscon.image;

/**
 * The chunk IHDR of a PNG.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits of a sample
 * @param colour 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int bits, int colour) {
  private static final int BYTES = 13;
  private static final int PALETTE = 3;

  static PngHeader parse(byte[] bytes, PngStructure.Chunk chunk) throws ImageRejectedException {
    if (chunk.length() != BYTES) {
      throw new ImageRejectedException("corrupt PNG: chunk IHDR of " + chunk.length() + " bytes");
    }
    int at = chunk.content();
    PngHeader header =
        new PngHeader(
            (int) ByteReader.unsigned32(bytes, at),
            (int) ByteReader.unsigned32(bytes, at + 4),
            ByteReader.unsigned8(bytes, at + 8),
            ByteReader.unsigned8(bytes, at + 9));
    if (!header.allowed()) {
      throw new ImageRejectedException(
          "corrupt PNG: %d bits of colour type %d".formatted(header.bits, header.colour));
    }
    boolean known =
        bytes[at + 10] == 0 && bytes[at + 11] == 0 && (bytes[at + 12] == 0 || bytes[at + 12] == 1);
    if (!known) {
      throw new ImageRejectedException("corrupt PNG: unknown compression, filter or interlace");
    }
    return header;
  }

  private boolean allowed() {
    return switch (colour) {
      case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
      case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
      case 2, 4, 6 -> bits == 8 || bits == 16;
      default -> false;
    };
  }

  boolean hasPalette() {
    return colour == PALETTE;
  }

  boolean hasAlpha() {
    return colour >= 4;
  }

  int paletteEntries(int bytes) throws ImageRejectedException {
    if (bytes == 0 || bytes % 3 != 0 || bytes / 3 > 1 << bits) {
      throw new ImageRejectedException("corrupt PNG: palette of " + bytes + " bytes");
    }
    return bytes / 3;
  }

  /** Whether a chunk tRNS may have this length. */
  boolean allowsTransparency(int bytes, int paletteEntries) {
    return switch (colour) {
      case 0 -> bytes == 2;
      case 2 -> bytes == 6;
      default -> bytes >= 1 && bytes <= paletteEntries;
    };
  }

  /** The least that the pixels have, without what rows begin with and are filled up with. */
  long pixelBytes() {
    int samples =
        switch (colour) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    return Math.multiplyExact((long) width * height, samples * bits) / 8;
  }
}
