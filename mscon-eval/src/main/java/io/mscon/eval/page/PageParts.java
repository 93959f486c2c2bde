package io.mscon.eval.page;

import java.util.stream.Stream;

/**
 * Parts that pages have in common.
 *
 * @param html where they are written
 */
public record PageParts(Html html) {

  /**
   * The page's top.
   *
   * @param kicker what kind of page it is
   * @param name what it is about; may be text of a corpus
   * @param facts names and values by turns, each a line; values may be text of a corpus
   */
  public void header(String kicker, String name, String... facts) {
    html.open("header").open("p", "class", "kicker").text(kicker).close();
    html.open("h1").foreign(name).close();
    html.open("dl", "class", "origin");
    for (int i = 0; i < facts.length; i += 2) {
      html.open("div").element("dt", facts[i]).open("dd").foreign(facts[i + 1]).close().close();
    }
    html.close().close().newLine();
  }

  /**
   * A figure that catches the eye.
   *
   * @param name what it is, above it
   * @param figure the number
   * @param remark below it; may be empty
   * @param attributes of the number, names and values by turns
   */
  public void tile(String name, String figure, String remark, String... attributes) {
    html.open("div", "class", "tile").element("span", name, "class", "name");
    String[] all =
        Stream.concat(Stream.of("class", "figure"), Stream.of(attributes)).toArray(String[]::new);
    html.element("span", figure, all);
    html.element("span", remark, "class", "share").close().newLine();
  }

  /**
   * An item of a list of class findings.
   *
   * @param warning whether it is more than a note
   * @param text a sentence
   */
  public void finding(boolean warning, String text) {
    html.open("li", "class", warning ? "warning" : "note");
    html.element("strong", warning ? "Warning" : "Note").text(" ").element("span", text);
    html.close().newLine();
  }
}
