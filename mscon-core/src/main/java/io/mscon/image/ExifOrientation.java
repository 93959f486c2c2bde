package io.mscon.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, as the Exif tag "Orientation" (0x0112) tells it: values 1 to 8 of the Exif
 * standard, CIPA DC-008.
 *
 * @param value 1 (upright) to 8
 */
record ExifOrientation(int value) {
  static final ExifOrientation UPRIGHT = new ExifOrientation(1);

  private static final byte[] SIGNATURE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;

  /**
   * Reads the tag from the content of an APP1 segment. Whatever is malformed counts as upright: a
   * broken remark about a picture is no reason to lose the picture.
   */
  static ExifOrientation parse(byte[] bytes, int from, int length) {
    if (length < SIGNATURE.length || !hasSignature(bytes, from)) {
      return UPRIGHT;
    }
    return parseTiff(bytes, from + SIGNATURE.length, length - SIGNATURE.length);
  }

  /** Reads the tag from the content of PNG's chunk eXIf, which has no signature. */
  static ExifOrientation parseTiff(byte[] bytes, int from, int length) {
    if (length < 8) {
      return UPRIGHT;
    }
    ByteOrder order = bytes[from] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return find(ByteReader.view(bytes, from, length, order));
  }

  /** Reads the tag from the content of WebP's chunk EXIF, which may have the signature. */
  static ExifOrientation parseEither(byte[] bytes, int from, int length) {
    boolean signed = length >= SIGNATURE.length && hasSignature(bytes, from);
    return signed ? parse(bytes, from, length) : parseTiff(bytes, from, length);
  }

  private static boolean hasSignature(byte[] bytes, int from) {
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (bytes[from + i] != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  private static ExifOrientation find(ByteBuffer tiff) {
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
        return of(tiff.getShort(entry + 8));
      }
    }
    return UPRIGHT;
  }

  private static ExifOrientation of(int value) {
    return value >= 1 && value <= 8 ? new ExifOrientation(value) : UPRIGHT;
  }

  /** The picture as the photographer saw it. */
  DecodedImage apply(DecodedImage image) {
    if (value == 1) {
      return image;
    }
    boolean transposed = value >= 5;
    int width = transposed ? image.height() : image.width();
    int height = transposed ? image.width() : image.height();
    byte[] turned = new byte[image.rgb().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int source = sourcePixel(image, x, y) * 3;
        System.arraycopy(image.rgb(), source, turned, (y * width + x) * 3, 3);
      }
    }
    return new DecodedImage(width, height, turned);
  }

  private int sourcePixel(DecodedImage image, int x, int y) {
    int right = image.width() - 1;
    int bottom = image.height() - 1;
    return switch (value) {
      case 2 -> at(image, right - x, y);
      case 3 -> at(image, right - x, bottom - y);
      case 4 -> at(image, x, bottom - y);
      case 5 -> at(image, y, x);
      case 6 -> at(image, y, bottom - x);
      case 7 -> at(image, right - y, bottom - x);
      case 8 -> at(image, right - y, x);
      default -> at(image, x, y);
    };
  }

  private static int at(DecodedImage image, int x, int y) {
    return y * image.width() + x;
  }
}
