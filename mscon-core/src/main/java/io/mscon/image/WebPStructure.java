package io.mscon.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The chunks of a WebP file (RFC 9649), read without decoding it.
 *
 * @param canvas what the picture is shown on
 * @param width of the picture, or of an animation's first frame
 * @param height of the picture, or of an animation's first frame
 * @param alpha where the chunk of the transparency begins; -1 if there is none
 * @param image where the chunk of the colours begins
 * @param orientation how the camera was held
 */
record WebPStructure(
    Canvas canvas, int width, int height, int alpha, int image, ExifOrientation orientation) {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int EXTENDED_BYTES = 10;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;

  /**
   * Looks for the picture or the first frame.
   *
   * @throws ImageRejectedException if the bytes end before, or chunks are malformed
   */
  static WebPStructure parse(byte[] bytes) throws ImageRejectedException {
    long end = ByteReader.little32(bytes, 4) + 8;
    if (end > bytes.length) {
      throw new ImageRejectedException("truncated WebP");
    }
    return new Parser(bytes, (int) end).parse();
  }

  /** A file of this picture or frame alone. */
  byte[] still(byte[] bytes) {
    int imageBytes = padded(bytes, image);
    int alphaBytes = alpha < 0 ? 0 : CHUNK_HEADER + EXTENDED_BYTES + padded(bytes, alpha);
    ByteBuffer file =
        ByteBuffer.allocate(FILE_HEADER + alphaBytes + imageBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(file.capacity() - CHUNK_HEADER).put(ascii("WEBP"));
    if (alpha >= 0) {
      file.put(ascii("VP8X")).putInt(EXTENDED_BYTES).putInt(ALPHA_FLAG);
      putLess1(file, width);
      putLess1(file, height);
      file.put(bytes, alpha, Math.min(padded(bytes, alpha), bytes.length - alpha));
      file.position(file.capacity() - imageBytes);
    }
    file.put(bytes, image, Math.min(imageBytes, bytes.length - image));
    return file.array();
  }

  private static int padded(byte[] bytes, int chunk) {
    int length = (int) ByteReader.little32(bytes, chunk + 4);
    return CHUNK_HEADER + length + length % 2;
  }

  private static void putLess1(ByteBuffer file, int size) {
    file.put((byte) (size - 1)).put((byte) (size - 1 >> 8)).put((byte) (size - 1 >> 16));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Parser {
    private final byte[] bytes;
    private final int end;
    private Canvas canvas;
    private int width;
    private int height;
    private int alpha = -1;
    private int image = -1;
    private boolean frame;
    private ExifOrientation orientation = ExifOrientation.UPRIGHT;

    Parser(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    WebPStructure parse() throws ImageRejectedException {
      readChunks(FILE_HEADER, end);
      if (image < 0) {
        throw new ImageRejectedException("WebP without picture data");
      }
      if (canvas == null) {
        canvas = new Canvas(width, height, 0, 0);
      }
      if (canvas.left() + width > canvas.width() || canvas.top() + height > canvas.height()) {
        throw new ImageRejectedException("corrupt WebP: the picture passes its canvas");
      }
      return new WebPStructure(canvas, width, height, alpha, image, orientation);
    }

    private void readChunks(int from, int to) throws ImageRejectedException {
      int position = from;
      while (position + CHUNK_HEADER <= to) {
        long length = ByteReader.little32(bytes, position + 4);
        if (length > to - position - CHUNK_HEADER) {
          throw new ImageRejectedException("truncated WebP");
        }
        readChunk(position, (int) length);
        position += CHUNK_HEADER + (int) length + (int) length % 2;
      }
    }

    private void readChunk(int chunk, int length) throws ImageRejectedException {
      int content = chunk + CHUNK_HEADER;
      if (is(chunk, "VP8X") && canvas == null) {
        require(length >= EXTENDED_BYTES);
        canvas = new Canvas(size(content + 4), size(content + 7), 0, 0);
      } else if (is(chunk, "EXIF")) {
        orientation = ExifOrientation.parseEither(bytes, content, length);
      } else if (is(chunk, "ANMF") && image < 0 && !frame && canvas != null) {
        readFrame(content, length);
      } else if (is(chunk, "ALPH") && image < 0) {
        alpha = chunk;
      } else if (is(chunk, "VP8 ") && image < 0) {
        readLossy(chunk, length);
      } else if (is(chunk, "VP8L") && image < 0) {
        readLossless(chunk, length);
      }
    }

    private boolean is(int chunk, String type) {
      return ByteReader.has(bytes, chunk, type);
    }

    private int size(int at) {
      return ByteReader.little24(bytes, at) + 1;
    }

    private void readFrame(int content, int length) throws ImageRejectedException {
      require(length >= FRAME_HEADER);
      frame = true;
      int left = 2 * ByteReader.little24(bytes, content);
      int top = 2 * ByteReader.little24(bytes, content + 3);
      canvas = new Canvas(canvas.width(), canvas.height(), left, top);
      readChunks(content + FRAME_HEADER, content + length);
    }

    private void readLossy(int chunk, int length) throws ImageRejectedException {
      int content = chunk + CHUNK_HEADER;
      boolean start = length >= 10 && ByteReader.has(bytes, content + 3, "\u009d\u0001\u002a");
      require(start && (bytes[content] & 1) == 0);
      found(
          chunk,
          ByteReader.little16(bytes, content + 6) & 0x3fff,
          ByteReader.little16(bytes, content + 8) & 0x3fff);
    }

    private void readLossless(int chunk, int length) throws ImageRejectedException {
      int content = chunk + CHUNK_HEADER;
      require(length >= 5 && bytes[content] == 0x2f);
      long sizes = ByteReader.little32(bytes, content + 1);
      // It brings its own transparency.
      alpha = -1;
      found(chunk, 1 + (int) (sizes & 0x3fff), 1 + (int) (sizes >> 14 & 0x3fff));
    }

    private void found(int chunk, int pictureWidth, int pictureHeight) {
      image = chunk;
      width = pictureWidth;
      height = pictureHeight;
    }

    private static void require(boolean sound) throws ImageRejectedException {
      if (!sound) {
        throw new ImageRejectedException("corrupt WebP: malformed chunk");
      }
    }
  }
}
