package io.mscon.eval.page.chart;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import java.util.List;
import java.util.Locale;

/**
 * Shares with their intervals, side by side on one scale from 0 to 100 %.
 *
 * @param title what they are
 * @param series names of the marks of a row, in order
 * @param rows one below the other
 */
public record IntervalChart(String title, List<String> series, List<Row> rows) {
  private static final int WIDTH = 640;
  private static final int LEFT = 150;
  private static final int RIGHT = WIDTH - 26;
  private static final int MARK = 13;
  private static final int GAP = 12;
  private static final int LONGEST_NAME = 20;

  /**
   * A row.
   *
   * @param name of what is compared; may be text of a corpus
   * @param marks one for each series
   */
  public record Row(String name, List<Mark> marks) {}

  /**
   * A share with its interval; low and high are equal if there is none.
   *
   * @param value the share
   * @param low beginning of the interval
   * @param high end of the interval
   */
  public record Mark(double value, double low, double high) {}

  /**
   * Draws them.
   *
   * @param html where
   */
  public void write(Html html) {
    html.open("figure", "class", "chart wide").open("figcaption").element("h3", title);
    html.open("p", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      html.element("span", series.get(i), "class", "key c" + i).text(" ");
    }
    html.close().close().newLine();
    int height = rows.size() * (series.size() * MARK + GAP) + 24;
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-label",
        title);
    scale(html, height - 20);
    for (int i = 0; i < rows.size(); i++) {
      row(html, rows.get(i), i * (series.size() * MARK + GAP) + GAP / 2.0);
    }
    html.close().close().newLine();
  }

  private static void scale(Html html, int bottom) {
    for (int percent = 0; percent <= 100; percent += 20) {
      String x = number(across(percent / 100.0));
      html.element("line", "", "class", "grid", "x1", x, "x2", x, "y1", "0", "y2", "" + bottom);
      html.element(
          "text", percent + " %", "text-anchor", "middle", "x", x, "y", "" + (bottom + 15));
    }
  }

  private void row(Html html, Row row, double top) {
    String name = PlainText.line(row.name());
    String shown =
        name.codePointCount(0, name.length()) > LONGEST_NAME
            ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…"
            : name;
    double middle = top + row.marks().size() * MARK / 2.0;
    html.element(
        "text",
        shown,
        "class",
        "name",
        "text-anchor",
        "end",
        "x",
        "" + (LEFT - 10),
        "y",
        number(middle + 4));
    for (int i = 0; i < row.marks().size(); i++) {
      mark(html, row.marks().get(i), i, number(top + (i + 0.5) * MARK));
    }
  }

  private static void mark(Html html, Mark mark, int place, String y) {
    html.element(
        "line",
        "",
        "class",
        "line c" + place,
        "x1",
        number(across(mark.low())),
        "x2",
        number(across(mark.high())),
        "y1",
        y,
        "y2",
        y);
    html.element(
        "circle",
        "",
        "class",
        "dot c" + place,
        "r",
        "4.5",
        "cx",
        number(across(mark.value())),
        "cy",
        y);
  }

  private static double across(double share) {
    return LEFT + share * (RIGHT - LEFT);
  }

  private static String number(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
