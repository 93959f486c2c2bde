package io.mscon.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What often stands in a file that is named like a picture, and is not read. */
enum ForeignFormat {
  TIFF("TIFF", true, "II*\0", "MM\0*", "II+\0", "MM\0+"),
  JPEG_2000("JPEG 2000", true, "\0\0\0\u000cjP  \r\n", "\u00ff\u004f\u00ff\u0051"),
  JPEG_XL("JPEG XL", true, "\0\0\0\u000cJXL \r\n", "\u00ff\n"),
  ICON("Windows icon", true, "\0\0\1\0", "\0\0\2\0"),
  PHOTOSHOP("Photoshop", true, "8BPS"),
  PDF("PDF", false, "%PDF"),
  POSTSCRIPT("PostScript", false, "%!PS"),
  ZIP("a ZIP archive", false, "PK\3\4", "PK\5\6"),
  GZIP("gzip", false, "\u001f\u008b"),
  GIT_LFS("a pointer of Git LFS instead of the file", false, "version https://git-lfs");

  private static final int SHOWN_BYTES = 8;
  private static final int LOOKED_AT = 512;
  private static final String MORE = " is not read (convert it to PNG or JPEG)";

  private final String label;
  private final boolean picture;
  private final String[] beginnings;

  ForeignFormat(String label, boolean picture, String... beginnings) {
    this.label = label;
    this.picture = picture;
    this.beginnings = beginnings;
  }

  /** Why bytes in none of the formats that are read are rejected. */
  static String reason(byte[] bytes) {
    return Arrays.stream(values())
        .filter(format -> format.matches(bytes))
        .findFirst()
        .map(format -> format.picture ? format.label + MORE : "not an image: " + format.label)
        .or(() -> isoMedia(bytes))
        .or(() -> markup(bytes))
        .orElseGet(() -> "not an image (starts with '" + beginning(bytes) + "')");
  }

  private boolean matches(byte[] bytes) {
    return Arrays.stream(beginnings).anyMatch(start -> ByteReader.has(bytes, 0, start));
  }

  /** The brands of ISO/IEC 14496-12 containers: HEIC and AVIF differ in them alone. */
  private static Optional<String> isoMedia(byte[] bytes) {
    if (!ByteReader.has(bytes, 4, "ftyp") || bytes.length < 12) {
      return Optional.empty();
    }
    String brand = new String(bytes, 8, 4, StandardCharsets.ISO_8859_1);
    return Optional.of(
        switch (brand) {
          case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" -> "HEIC" + MORE;
          case "avif", "avis" -> "AVIF" + MORE;
          default -> "not an image: a video";
        });
  }

  private static Optional<String> markup(byte[] bytes) {
    int length = Math.min(LOOKED_AT, bytes.length);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    text = text.strip();
    if (text.startsWith("<") && text.contains("<svg")) {
      return Optional.of("SVG" + MORE);
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of("not an image: an HTML page");
    }
    return text.startsWith("<?xml") ? Optional.of("not an image: XML") : plainText(bytes, text);
  }

  private static Optional<String> plainText(byte[] bytes, String text) {
    boolean readable =
        text.length() >= SHOWN_BYTES
            && text.chars().allMatch(c -> c >= ' ' && c != 0xfffd || Character.isWhitespace(c));
    return readable
        ? Optional.of("not an image: text (starts with '" + beginning(bytes) + "')")
        : Optional.empty();
  }

  private static String beginning(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN_BYTES, bytes.length); i++) {
      int value = bytes[i] & 0xff;
      if (value >= 0x20 && value < 0x7f) {
        text.append((char) value);
      } else {
        text.append("\\x%02x".formatted(value));
      }
    }
    return text.toString();
  }
}
