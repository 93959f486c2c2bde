package io.mscon.image;

/**
 * Which tables a JPEG stream defines (ITU-T T.81, Annex B.2.4). libjpeg would decode a picture that
 * lacks some with those of whatever picture came before it.
 */
final class JpegTables {
  private static final int PROGRESSIVE = 0xc2;
  private static final int AC = 4;

  private final byte[] bytes;
  private int quantisations;
  private int codes;

  JpegTables(byte[] bytes) {
    this.bytes = bytes;
  }

  void defineQuantisations(int from, int length) {
    int position = from;
    while (position < from + length) {
      int table = ByteReader.unsigned8(bytes, position);
      quantisations |= 1 << (table & 3);
      position += 1 + (table >> 4 == 0 ? 64 : 128);
    }
  }

  void defineCodes(int from, int length) {
    int position = from;
    while (position + 17 <= from + length) {
      int table = ByteReader.unsigned8(bytes, position);
      codes |= 1 << (table >> 4 & 1) * AC + (table & 3);
      int values = 0;
      for (int i = 1; i <= 16; i++) {
        values += ByteReader.unsigned8(bytes, position + i);
      }
      position += 17 + values;
    }
  }

  /**
   * Checks that a scan's tables are there; what else may be wrong with it is libjpeg's to say.
   *
   * @param frame where the frame header's content begins
   * @param coding the code of the frame's marker
   * @param from where the scan header's content begins
   * @param length of the scan header's content
   * @throws ImageRejectedException if one is missing
   */
  void checkScan(int frame, int coding, int from, int length) throws ImageRejectedException {
    int components = ByteReader.unsigned8(bytes, from);
    if (length < 4 + 2 * components) {
      throw new ImageRejectedException("corrupt JPEG: scan header too short");
    }
    int first = ByteReader.unsigned8(bytes, from + 1 + 2 * components);
    boolean refining = ByteReader.unsigned8(bytes, from + 3 + 2 * components) >> 4 > 0;
    boolean sequential = coding != PROGRESSIVE;
    for (int i = 0; i < components; i++) {
      int at = from + 1 + 2 * i;
      checkQuantisation(frame, bytes[at]);
      int tables = ByteReader.unsigned8(bytes, at + 1);
      if (sequential || first == 0 && !refining) {
        checkCodes(tables >> 4 & 3);
      }
      if (sequential || first > 0) {
        checkCodes(AC + (tables & 3));
      }
    }
  }

  private void checkQuantisation(int frame, byte component) throws ImageRejectedException {
    int components = ByteReader.unsigned8(bytes, frame + 5);
    for (int i = 0; i < components; i++) {
      int at = frame + 6 + 3 * i;
      int table = bytes[at + 2] & 3;
      if (bytes[at] == component && (quantisations >> table & 1) == 0) {
        throw new ImageRejectedException("corrupt JPEG: no quantisation table " + table);
      }
    }
  }

  private void checkCodes(int table) throws ImageRejectedException {
    if ((codes >> table & 1) == 0) {
      throw new ImageRejectedException(
          "corrupt JPEG: no %s codes %d".formatted(table < AC ? "DC" : "AC", table % AC));
    }
  }
}
