package io.mscon.eval.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML. Text and the values of attributes are escaped, whatever they hold. */
public final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param tag its name
   * @param attributes names and values by turns
   */
  public Html open(String tag, String... attributes) {
    open.push(tag);
    return begin(tag, attributes);
  }

  /** Ends the innermost element. */
  public Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /**
   * An element that holds nothing but text.
   *
   * @param tag its name
   * @param text what it holds
   * @param attributes names and values by turns
   */
  public Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /**
   * An element without an end, such as img.
   *
   * @param tag its name
   * @param attributes names and values by turns
   */
  public Html single(String tag, String... attributes) {
    return begin(tag, attributes);
  }

  /**
   * Text of the program.
   *
   * @param text as it is
   */
  public Html text(String text) {
    escape(text, false);
    return this;
  }

  /**
   * Text of the corpus: on one line, shortened, and unable to turn what stands around it.
   *
   * @param text of any kind
   */
  public Html foreign(String text) {
    return element("bdi", PlainText.line(text));
  }

  /**
   * Appends SVG that a chart has made, as it is.
   *
   * @param svg an element
   */
  public Html drawing(String svg) {
    out.append(svg);
    return this;
  }

  /** Ends a line of the file. */
  public Html newLine() {
    out.append('\n');
    return this;
  }

  private Html begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], true);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  private void escape(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append(quotes ? "&quot;" : "\"");
        default -> out.append(character);
      }
    }
  }

  /** The text so far. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Cannot end the page: <" + open.peek() + "> is open");
    }
    return out.toString();
  }
}
