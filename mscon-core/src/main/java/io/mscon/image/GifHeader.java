package io.mscon.image;

/**
 * Where the first frame of a GIF stands (GIF89a specification), read without decoding it.
 *
 * @param canvas the logical screen, made larger where the frame passes its edges
 * @param width of the frame
 * @param height of the frame
 */
record GifHeader(Canvas canvas, int width, int height) {
  private static final int SCREEN = 6;
  private static final int BLOCKS = 13;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int FRAME_BYTES = 9;
  private static final int LARGEST_CODE_SIZE = 8;

  /**
   * Reads up to the end of the first frame; what follows it is ignored.
   *
   * @throws ImageRejectedException if the bytes end before, or hold something else
   */
  static GifHeader parse(byte[] bytes) throws ImageRejectedException {
    if (bytes.length < BLOCKS) {
      throw new ImageRejectedException("truncated GIF: ends within the header");
    }
    int position = BLOCKS + colourTable(ByteReader.unsigned8(bytes, SCREEN + 4));
    while (position < bytes.length) {
      int block = ByteReader.unsigned8(bytes, position++);
      switch (block) {
        case EXTENSION -> position = behindBlocks(bytes, position + 1, "before the first frame");
        case FRAME -> {
          return frame(bytes, position);
        }
        case TRAILER -> throw new ImageRejectedException("GIF without a frame");
        default ->
            throw new ImageRejectedException("corrupt GIF: block of kind 0x%02x".formatted(block));
      }
    }
    throw new ImageRejectedException("truncated GIF: ends before the first frame");
  }

  private static int colourTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << 1 + (flags & 7);
  }

  private static GifHeader frame(byte[] bytes, int at) throws ImageRejectedException {
    if (at + FRAME_BYTES > bytes.length) {
      throw new ImageRejectedException("truncated GIF: ends within the first frame");
    }
    int data = at + FRAME_BYTES + colourTable(ByteReader.unsigned8(bytes, at + 8));
    if (data >= bytes.length) {
      throw new ImageRejectedException("truncated GIF: ends within the first frame");
    }
    int codeSize = ByteReader.unsigned8(bytes, data);
    if (codeSize < 1 || codeSize > LARGEST_CODE_SIZE) {
      throw new ImageRejectedException(
          "corrupt GIF: codes of " + codeSize + " bits (must be 1 to " + LARGEST_CODE_SIZE + ")");
    }
    behindBlocks(bytes, data + 1, "within the first frame");
    return of(bytes, at);
  }

  private static GifHeader of(byte[] bytes, int at) {
    int left = ByteReader.little16(bytes, at);
    int top = ByteReader.little16(bytes, at + 2);
    int width = ByteReader.little16(bytes, at + 4);
    int height = ByteReader.little16(bytes, at + 6);
    int canvasWidth = Math.max(ByteReader.little16(bytes, SCREEN), left + width);
    int canvasHeight = Math.max(ByteReader.little16(bytes, SCREEN + 2), top + height);
    return new GifHeader(new Canvas(canvasWidth, canvasHeight, left, top), width, height);
  }

  /** The place behind a chain of blocks that an empty one ends. */
  private static int behindBlocks(byte[] bytes, int from, String where)
      throws ImageRejectedException {
    int position = from;
    while (position < bytes.length) {
      int length = ByteReader.unsigned8(bytes, position);
      position += 1 + length;
      if (length == 0) {
        return position;
      }
    }
    throw new ImageRejectedException("truncated GIF: ends " + where);
  }
}
