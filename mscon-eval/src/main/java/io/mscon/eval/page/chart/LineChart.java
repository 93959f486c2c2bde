package io.mscon.eval.page.chart;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Curves over a common horizontal axis.
 *
 * @param title what they show
 * @param xName what the horizontal axis counts
 * @param series the lines; beyond {@value #COLOURS} they share colours
 */
public record LineChart(String title, String xName, List<Series> series) {
  /** Colours that page.css has for series. */
  public static final int COLOURS = 8;

  private static final int WIDTH = 360;
  private static final int HEIGHT = 210;
  private static final int LEFT = 46;
  private static final int RIGHT = WIDTH - 10;
  private static final int TOP = 8;
  private static final int BOTTOM = HEIGHT - 36;

  /**
   * Draws them; nothing if no value is finite.
   *
   * @param html where
   */
  public void write(Html html) {
    double[] values = all(Series::y);
    if (values.length == 0) {
      return;
    }
    Axis across = Axis.tight(least(all(Series::x)), most(all(Series::x)), LEFT, RIGHT);
    Axis up = Axis.round(least(values), most(values), BOTTOM, TOP);
    html.open("figure", "class", "chart").open("figcaption").element("h3", title);
    legend(html);
    html.close().newLine();
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        title + " by " + xName);
    grid(html, up);
    ticks(html, across);
    for (int i = 0; i < series.size(); i++) {
      line(html, i, across, up);
    }
    html.close().close().newLine();
  }

  private double[] all(Function<Series, double[]> numbers) {
    return series.stream()
        .flatMapToDouble(line -> Arrays.stream(numbers.apply(line)))
        .filter(Double::isFinite)
        .toArray();
  }

  private static double least(double[] numbers) {
    return DoubleStream.of(numbers).min().orElseThrow();
  }

  private static double most(double[] numbers) {
    return DoubleStream.of(numbers).max().orElseThrow();
  }

  private void legend(Html html) {
    if (series.size() < 2) {
      return;
    }
    html.open("p", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      html.open("span", "class", "key " + colour(i)).foreign(series.get(i).name()).close();
      html.text(" ");
    }
    html.close();
  }

  private static String colour(int place) {
    return "c" + place % COLOURS;
  }

  private static void grid(Html html, Axis up) {
    for (double tick : up.ticks()) {
      String y = place(up.place(tick));
      html.element(
          "line", "", "class", "grid", "x1", "" + LEFT, "x2", "" + RIGHT, "y1", y, "y2", y);
      text(html, Figures.number(tick), "end", LEFT - 6, up.place(tick) + 4);
    }
  }

  private void ticks(Html html, Axis across) {
    for (double tick : across.ticks()) {
      text(html, Figures.number(tick), "middle", across.place(tick), BOTTOM + 16);
    }
    text(html, xName, "middle", (LEFT + RIGHT) / 2.0, HEIGHT - 4);
  }

  private static void text(Html html, String text, String anchor, double x, double y) {
    html.element("text", text, "text-anchor", anchor, "x", place(x), "y", place(y));
  }

  private void line(Html html, int number, Axis across, Axis up) {
    Series line = series.get(number);
    html.element(
        "path",
        "",
        "class",
        "line " + colour(number),
        "data-series",
        PlainText.line(line.name()),
        "data-x",
        numbers(line.x()),
        "data-y",
        numbers(line.y()),
        "d",
        path(line, across, up));
  }

  private static String path(Series line, Axis across, Axis up) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < line.x().length; i++) {
      if (Double.isFinite(line.y()[i])) {
        path.append(drawing ? 'L' : 'M').append(place(across.place(line.x()[i])));
        path.append(' ').append(place(up.place(line.y()[i])));
        // A point with nothing beside it: the round end of a line without length.
        if (!drawing) {
          path.append("h0");
        }
      }
      drawing = Double.isFinite(line.y()[i]);
    }
    return path.toString();
  }

  private static String place(double place) {
    String text = String.format(Locale.ROOT, "%.1f", place);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Short enough for a page, exact enough to be held against their source. */
  private static String numbers(double[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> Float.toString((float) number))
        .collect(Collectors.joining(" "));
  }
}
