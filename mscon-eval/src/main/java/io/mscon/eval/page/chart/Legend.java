package io.mscon.eval.page.chart;

import io.mscon.eval.page.Html;
import java.util.List;

/** What the colours of a chart's lines stand for. */
public final class Legend {
  private Legend() {}

  /**
   * Writes it; nothing for a single line, which its heading names.
   *
   * @param html where
   * @param names of the lines in order; may be text of a corpus
   */
  public static void write(Html html, List<String> names) {
    if (names.size() < 2) {
      return;
    }
    html.open("p", "class", "legend");
    for (int i = 0; i < names.size(); i++) {
      html.open("span", "class", "key c" + i % Drawing.COLOURS).foreign(names.get(i)).close();
      html.text(" ");
    }
    html.close();
  }
}
