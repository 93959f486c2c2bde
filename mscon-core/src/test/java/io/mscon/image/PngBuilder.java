package io.mscon.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG chunk by chunk, sound or not. */
final class PngBuilder {
  private static final byte[] SIGNATURE = Bytes.of(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PngBuilder() {
    bytes.writeBytes(SIGNATURE);
  }

  /** Red half and blue half, of RGB with 8 bits. */
  static PngBuilder begin() {
    return new PngBuilder().header(OddPicture.WIDTH, OddPicture.HEIGHT, 8, 2);
  }

  PngBuilder header(int width, int height, int bits, int colour) {
    byte[] rest = Bytes.of(bits, colour, 0, 0, 0);
    return chunk("IHDR", Bytes.join(Bytes.big32(width), Bytes.big32(height), rest));
  }

  PngBuilder chunk(String type, byte[] content) {
    return chunk(type, content, 0);
  }

  /** A chunk whose checksum is wrong where the error is not 0. */
  PngBuilder chunk(String type, byte[] content, int error) {
    byte[] summed = Bytes.join(Bytes.text(type), content);
    CRC32 sum = new CRC32();
    sum.update(summed);
    bytes.writeBytes(Bytes.big32(content.length));
    bytes.writeBytes(summed);
    bytes.writeBytes(Bytes.big32((int) sum.getValue() ^ error));
    return this;
  }

  PngBuilder pixels() {
    return chunk("IDAT", deflated(halves(8, colour(TestImages.RED), colour(TestImages.BLUE))));
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).bytes.toByteArray();
  }

  static int[] colour(int rgb) {
    return new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
  }

  /** Rows of two halves, each row after the filter's byte. */
  static byte[] halves(int bits, int[] left, int[] right) {
    int rowBytes = 1 + (OddPicture.WIDTH * left.length * bits + 7) / 8;
    byte[] row = new byte[rowBytes];
    int bit = 8;
    for (int x = 0; x < OddPicture.WIDTH; x++) {
      for (int sample : x < OddPicture.WIDTH / 2 ? left : right) {
        for (int b = bits - 1; b >= 0; b--, bit++) {
          row[bit / 8] |= (byte) ((sample >> b & 1) << 7 - bit % 8);
        }
      }
    }
    byte[][] rows = new byte[OddPicture.HEIGHT][];
    Arrays.fill(rows, row);
    return Bytes.join(rows);
  }

  static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
