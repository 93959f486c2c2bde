package io.mscon.image;

/**
 * What the markers of a JPEG stream say (ITU-T T.81, Annex B), read without decoding it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param precision bits of a sample
 * @param components colour components
 * @param coding the code of the frame's marker: 0xC0 baseline, 0xC2 progressive, ...
 * @param luminanceChrominance whether the first three components are Y, Cb, Cr; otherwise they are
 *     R, G, B or, with a fourth one, C, M, Y
 * @param scans how many scans begin
 * @param interleaved whether the first scan holds all components
 * @param ending how the stream ends
 * @param end where the stream ends: after the end-of-image marker, or at the end of the bytes
 * @param orientation how the camera was held
 */
record JpegHeader(
    int width,
    int height,
    int precision,
    int components,
    int coding,
    boolean luminanceChrominance,
    int scans,
    boolean interleaved,
    Ending ending,
    int end,
    ExifOrientation orientation) {

  private static final int MOST_SCANS = 100;
  private static final int LAST_READ = 0xc2;

  /** How a stream ends. */
  enum Ending {
    /** With the end-of-image marker. */
    MARKED,
    /** With the bytes of a scan, where the end-of-image marker may merely have been left out. */
    IN_SCAN,
    /** Inside a segment or before the first scan. */
    IN_HEADER
  }

  static JpegHeader parse(byte[] bytes) throws ImageRejectedException {
    return new Parser(bytes).parse();
  }

  boolean progressive() {
    return coding == 0xc2;
  }

  /**
   * Names what is not read.
   *
   * @throws ImageRejectedException if the picture is not of the kinds that are
   */
  void checkKind() throws ImageRejectedException {
    if (coding > LAST_READ) {
      String kind = coding == 0xc3 ? "lossless" : coding < 0xc9 ? "hierarchical" : "arithmetic";
      throw new ImageRejectedException("JPEG of " + kind + " coding is not read");
    }
    if (precision != 8) {
      throw new ImageRejectedException("JPEG of " + precision + " bits a sample is not read");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw new ImageRejectedException("JPEG of " + components + " components is not read");
    }
    if (scans > MOST_SCANS) {
      // A scan of a few bytes costs as much as a whole one.
      throw new ImageRejectedException(
          "JPEG of %d scans (at most %d)".formatted(scans, MOST_SCANS));
    }
  }

  private static final class Parser {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private final byte[] bytes;
    private final JpegTables tables;
    private int position = 2;
    private int frame = -1;
    private int coding;
    private int scans;
    private boolean interleaved;
    private boolean jfif;
    private int adobeTransform = -1;
    private ExifOrientation orientation = ExifOrientation.UPRIGHT;

    Parser(byte[] bytes) {
      this.bytes = bytes;
      tables = new JpegTables(bytes);
    }

    JpegHeader parse() throws ImageRejectedException {
      Ending ending = readMarkers();
      if (frame < 0 || scans == 0) {
        throw new ImageRejectedException(
            ending == Ending.MARKED ? "JPEG without picture data" : "truncated JPEG");
      }
      return header(ending);
    }

    private Ending readMarkers() throws ImageRejectedException {
      boolean inScan = false;
      while (true) {
        int marker = nextMarker();
        if (marker < 0) {
          return inScan ? Ending.IN_SCAN : Ending.IN_HEADER;
        }
        if (marker == END_OF_IMAGE) {
          return Ending.MARKED;
        }
        if (position + 2 > bytes.length || position + segmentLength() > bytes.length) {
          return Ending.IN_HEADER;
        }
        readSegment(marker);
        inScan = marker == START_OF_SCAN;
      }
    }

    /** The next marker with a meaning, or -1 at the end; the position moves behind it. */
    private int nextMarker() {
      while (position < bytes.length - 1) {
        if (bytes[position++] != (byte) 0xff) {
          continue;
        }
        int code = ByteReader.unsigned8(bytes, position);
        boolean stuffedOrRestart = code == 0 || code == 1 || code >= 0xd0 && code <= 0xd7;
        if (code != 0xff && !stuffedOrRestart) {
          position++;
          return code;
        }
      }
      return -1;
    }

    private int segmentLength() {
      return ByteReader.unsigned16(bytes, position);
    }

    private void readSegment(int marker) throws ImageRejectedException {
      int length = segmentLength();
      if (length < 2) {
        throw new ImageRejectedException("corrupt JPEG: segment of " + length + " bytes");
      }
      readContent(marker, position + 2, length - 2);
      position += length;
    }

    private void readContent(int marker, int from, int length) throws ImageRejectedException {
      if (isFrame(marker)) {
        readFrame(marker, from, length);
      } else if (marker == START_OF_SCAN) {
        readScan(from, length);
      } else if (marker == 0xdb) {
        tables.defineQuantisations(from, length);
      } else if (marker == 0xc4) {
        tables.defineCodes(from, length);
      } else if (marker == 0xe0 && length >= 5 && ByteReader.has(bytes, from, "JFIF\0")) {
        jfif = true;
      } else if (marker == 0xe1 && orientation.equals(ExifOrientation.UPRIGHT)) {
        orientation = ExifOrientation.parse(bytes, from, length);
      } else if (marker == 0xee && length >= 12 && ByteReader.has(bytes, from, "Adobe")) {
        adobeTransform = ByteReader.unsigned8(bytes, from + 11);
      }
    }

    private static boolean isFrame(int marker) {
      return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void readFrame(int marker, int from, int length) throws ImageRejectedException {
      if (length < 6 || length < 6 + 3 * ByteReader.unsigned8(bytes, from + 5)) {
        throw new ImageRejectedException("corrupt JPEG: frame header too short");
      }
      if (frame < 0) {
        frame = from;
        coding = marker;
      }
    }

    private void readScan(int from, int length) throws ImageRejectedException {
      if (length < 1) {
        throw new ImageRejectedException("corrupt JPEG: scan header too short");
      }
      if (frame < 0) {
        throw new ImageRejectedException("corrupt JPEG: scan before frame");
      }
      if (coding <= LAST_READ) {
        tables.checkScan(frame, coding, from, length);
      }
      if (scans++ == 0) {
        interleaved = bytes[from] == bytes[frame + 5];
      }
    }

    private JpegHeader header(Ending ending) {
      return new JpegHeader(
          ByteReader.unsigned16(bytes, frame + 3),
          ByteReader.unsigned16(bytes, frame + 1),
          ByteReader.unsigned8(bytes, frame),
          ByteReader.unsigned8(bytes, frame + 5),
          coding,
          luminanceChrominance(),
          scans,
          interleaved,
          ending,
          ending == Ending.MARKED ? position : bytes.length,
          orientation);
    }

    /** The rule of libjpeg, which every other decoder follows. */
    private boolean luminanceChrominance() {
      if (bytes[frame + 5] == 4) {
        return adobeTransform > 0;
      }
      if (jfif || adobeTransform > 0) {
        return true;
      }
      return adobeTransform != 0 && !componentsNamedRgb();
    }

    private boolean componentsNamedRgb() {
      return bytes[frame + 5] == 3
          && bytes[frame + 6] == 'R'
          && bytes[frame + 9] == 'G'
          && bytes[frame + 12] == 'B';
    }
  }
}
