package io.mscon.eval.page;

/**
 * Text of a corpus made fit for a line on a terminal or on a page: labels come from files that
 * anybody may have written.
 */
public final class PlainText {
  private static final int LONGEST = 160;
  private static final int LONGEST_NAME = 48;
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /**
   * The text on one line, shortened if it is very long. What would move a terminal's cursor, turn
   * the direction of what follows, or stand for no character becomes U+FFFD.
   *
   * @param text of the corpus
   */
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /**
   * The same, short enough for a sentence or a table's cell on a terminal.
   *
   * @param text of the corpus
   */
  public static String name(String text) {
    return line(text, LONGEST_NAME);
  }

  private static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest + 1L).map(PlainText::harmless).forEach(line::appendCodePoint);
    if (line.codePointCount(0, line.length()) > longest) {
      line.setLength(line.offsetByCodePoints(0, longest - 1));
      line.append('…');
    }
    return line.toString();
  }

  private static int harmless(int character) {
    if (character == '\n' || character == '\t' || character == '\r') {
      return ' ';
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.UNASSIGNED ->
          REPLACEMENT;
      default -> character;
    };
  }
}
