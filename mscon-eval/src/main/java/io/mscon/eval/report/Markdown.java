package io.mscon.eval.report;

import io.mscon.eval.page.PlainText;

/** Text of a corpus made fit for Markdown. */
final class Markdown {
  private static final String SPECIAL = "\\`*_[]<>|#&~$";

  private Markdown() {}

  /** On one line, and nothing but text. */
  static String line(String text) {
    StringBuilder escaped = new StringBuilder();
    PlainText.line(text)
        .codePoints()
        .forEach(
            character -> {
              if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(character);
            });
    return escaped.toString();
  }
}
