package io.mscon.image;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Checks the chunks of a PNG (ISO/IEC 15948), which Java's reader takes on trust. */
final class PngStructure {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_OVERHEAD = 12;

  private PngStructure() {}

  /**
   * Walks the chunks to the end chunk; what follows it is ignored.
   *
   * @throws ImageRejectedException if the bytes end before, or a chunk that the picture depends on
   *     fails its checksum
   */
  static void check(byte[] bytes) throws ImageRejectedException {
    int position = SIGNATURE_BYTES;
    String type = "";
    while (!type.equals("IEND")) {
      if (position + CHUNK_OVERHEAD > bytes.length) {
        throw new ImageRejectedException("truncated PNG");
      }
      long length = ByteReader.unsigned32(bytes, position);
      if (length > bytes.length - CHUNK_OVERHEAD - position) {
        throw new ImageRejectedException("truncated PNG");
      }
      type = new String(bytes, position + 4, 4, StandardCharsets.ISO_8859_1);
      checkSum(bytes, position, (int) length, type);
      position += CHUNK_OVERHEAD + (int) length;
    }
  }

  private static void checkSum(byte[] bytes, int position, int length, String type)
      throws ImageRejectedException {
    boolean critical = Character.isUpperCase(type.charAt(0));
    CRC32 sum = new CRC32();
    sum.update(bytes, position + 4, 4 + length);
    if (critical && sum.getValue() != ByteReader.unsigned32(bytes, position + 8 + length)) {
      throw new ImageRejectedException("corrupt PNG: chunk " + type + " fails its checksum");
    }
  }
}
