package io.mscon.image;

import java.util.List;
import java.util.Locale;

/** Which of the warnings of a reader mean that a part of the picture is missing or wrong. */
final class Damage {
  private static final List<String> MISSING = List.of("premature end", "truncated", "eof");

  // Other warnings of libjpeg (extraneous bytes, odd scan parameters) leave the picture as it was.
  private static final List<String> WRONG =
      List.of("bad huffman code", "instead of rst", "inconsistent progression", "error reading");

  private Damage() {}

  static boolean isDamage(String warning) {
    return mentions(warning, MISSING) || mentions(warning, WRONG);
  }

  static String reason(String warning, ImageFormat format) {
    return mentions(warning, MISSING)
        ? "truncated " + format.label()
        : "corrupt " + format.label() + ": " + warning;
  }

  private static boolean mentions(String warning, List<String> phrases) {
    String text = warning.toLowerCase(Locale.ROOT);
    return phrases.stream().anyMatch(text::contains);
  }
}
