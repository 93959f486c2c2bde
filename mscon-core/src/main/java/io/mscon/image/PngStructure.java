package io.mscon.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (ISO/IEC 15948) that decide its pixels, checked before anything is inflated.
 *
 * @param header of the picture
 * @param chunks in their order, the end chunk among them
 * @param others whether there are chunks besides, such as texts and colour profiles
 * @param orientation how the camera was held
 */
record PngStructure(
    PngHeader header, List<Chunk> chunks, boolean others, ExifOrientation orientation) {
  static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_OVERHEAD = 12;
  // Deflate makes at most 258 bytes of 2 bits.
  private static final long LARGEST_RATIO = 1032;
  private static final long SLACK = 1 << 16;
  private static final Set<String> CRITICAL = Set.of("IHDR", "PLTE", "IDAT", "IEND");

  /**
   * A chunk.
   *
   * @param type of four letters
   * @param from where it begins, with its length
   * @param length of its content
   */
  record Chunk(String type, int from, int length) {
    int content() {
      return from + 8;
    }

    int end() {
      return from + CHUNK_OVERHEAD + length;
    }

    boolean is(String name) {
      return type.equals(name);
    }
  }

  /**
   * Walks the chunks to the end chunk; what follows it is ignored.
   *
   * @throws ImageRejectedException if the bytes end before, a chunk that the picture depends on
   *     fails its checksum, or chunks contradict each other
   */
  static PngStructure parse(byte[] bytes) throws ImageRejectedException {
    Chunk first = chunk(bytes, SIGNATURE_BYTES);
    if (!first.is("IHDR")) {
      throw new ImageRejectedException(
          first.is("CgBI")
              ? "PNG of Apple's own kind (CgBI) is not read"
              : "corrupt PNG: begins with chunk " + first.type() + " instead of IHDR");
    }
    checkSum(bytes, first);
    PngHeader header = PngHeader.parse(bytes, first);
    List<Chunk> kept = new ArrayList<>(List.of(first));
    ExifOrientation orientation = ExifOrientation.UPRIGHT;
    boolean others = false;
    Chunk chunk = first;
    while (!chunk.is("IEND")) {
      chunk = chunk(bytes, chunk.end());
      if (isKept(bytes, chunk, header)) {
        kept.add(chunk);
      } else {
        others = true;
      }
      if (chunk.is("eXIf")) {
        orientation = ExifOrientation.parseTiff(bytes, chunk.content(), chunk.length());
      }
    }
    return new PngStructure(header, List.copyOf(kept), others, orientation).consistent();
  }

  private static Chunk chunk(byte[] bytes, int position) throws ImageRejectedException {
    if (position + CHUNK_OVERHEAD > bytes.length) {
      throw new ImageRejectedException("truncated PNG");
    }
    long length = ByteReader.unsigned32(bytes, position);
    String type = new String(bytes, position + 4, 4, StandardCharsets.ISO_8859_1);
    if (!type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
      throw new ImageRejectedException("corrupt PNG: no chunk where one must begin");
    }
    if (length > bytes.length - CHUNK_OVERHEAD - position) {
      throw new ImageRejectedException("truncated PNG");
    }
    return new Chunk(type, position, (int) length);
  }

  /** Chunks that are not kept may be anything: nobody will look at them. */
  private static boolean isKept(byte[] bytes, Chunk chunk, PngHeader header)
      throws ImageRejectedException {
    boolean critical = Character.isUpperCase(chunk.type().charAt(0));
    if (critical && !CRITICAL.contains(chunk.type())) {
      throw new ImageRejectedException("PNG with a chunk " + chunk.type() + " is not read");
    }
    boolean kept =
        chunk.is("PLTE") ? header.hasPalette() : critical || chunk.is("tRNS") && !header.hasAlpha();
    if (kept) {
      checkSum(bytes, chunk);
    }
    return kept;
  }

  private static void checkSum(byte[] bytes, Chunk chunk) throws ImageRejectedException {
    CRC32 sum = new CRC32();
    sum.update(bytes, chunk.from() + 4, 4 + chunk.length());
    if (sum.getValue() != ByteReader.unsigned32(bytes, chunk.content() + chunk.length())) {
      throw new ImageRejectedException(
          "corrupt PNG: chunk " + chunk.type() + " fails its checksum");
    }
  }

  private PngStructure consistent() throws ImageRejectedException {
    long palettes = count("PLTE");
    if (count("IHDR") != 1 || palettes > 1 || count("tRNS") > 1) {
      throw new ImageRejectedException("corrupt PNG: a chunk stands twice");
    }
    if (header.hasPalette() && palettes == 0) {
      throw new ImageRejectedException("corrupt PNG: no palette");
    }
    int entries = 0;
    for (Chunk chunk : chunks) {
      if (chunk.is("PLTE")) {
        entries = header.paletteEntries(chunk.length());
      } else if (chunk.is("tRNS") && !header.allowsTransparency(chunk.length(), entries)) {
        throw new ImageRejectedException("corrupt PNG: chunk tRNS of " + chunk.length() + " bytes");
      } else if (chunk.is("IDAT") && header.hasPalette() && entries == 0) {
        throw new ImageRejectedException("corrupt PNG: the palette comes after the pixels");
      }
    }
    return this;
  }

  private long count(String type) {
    return chunks.stream().filter(chunk -> chunk.is(type)).count();
  }

  /**
   * Holds the deflated bytes against the size, before memory is taken for the pixels: so few bytes
   * can't become so many pixels.
   */
  void checkPixels() throws ImageRejectedException {
    long deflated =
        chunks.stream().filter(chunk -> chunk.is("IDAT")).mapToLong(Chunk::length).sum();
    if (deflated == 0) {
      throw new ImageRejectedException("PNG without picture data");
    }
    if (header.pixelBytes() > deflated * LARGEST_RATIO + SLACK) {
      throw new ImageRejectedException(
          "corrupt PNG: %d bytes cannot hold %d x %d pixels"
              .formatted(deflated, header.width(), header.height()));
    }
  }

  /**
   * The file without what does not decide its pixels: readers would inflate texts and profiles of
   * any length.
   */
  byte[] pixelsOnly(byte[] bytes) {
    if (!others) {
      return bytes;
    }
    int length = SIGNATURE_BYTES + chunks.stream().mapToInt(c -> c.end() - c.from()).sum();
    byte[] file = new byte[length];
    System.arraycopy(bytes, 0, file, 0, SIGNATURE_BYTES);
    int position = SIGNATURE_BYTES;
    for (Chunk chunk : chunks) {
      System.arraycopy(bytes, chunk.from(), file, position, chunk.end() - chunk.from());
      position += chunk.end() - chunk.from();
    }
    return file;
  }
}
