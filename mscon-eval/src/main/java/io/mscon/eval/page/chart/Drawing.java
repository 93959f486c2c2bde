package io.mscon.eval.page.chart;

import io.mscon.eval.page.Html;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * XChart's drawings as parts of a page: their colours are the page's, light or dark ({@code
 * --series-0} to {@code --series-7}, {@code --muted}, {@code --line}), and legends are the page's
 * own. The library draws letters as outlines, so what a chart says stands in the page as text too.
 */
final class Drawing {
  /** How many colours there are for series. */
  static final int COLOURS = 8;

  static final int WIDTH = 360;
  static final int HEIGHT = 210;

  private static final Pattern CLIP = Pattern.compile("clip\\d+");
  private static final Color CLEAR = new Color(0, 0, 0, 0);

  /** Stand for variables until {@link #forPage} puts these in their place. */
  private static final Color TEXT = new Color(1, 1, 1);

  private static final Color GRID = new Color(1, 1, 2);

  private Drawing() {}

  static void style(AxesChartStyler style) {
    style.setLegendVisible(false);
    style.setChartBackgroundColor(CLEAR);
    style.setPlotBackgroundColor(CLEAR);
    style.setPlotBorderVisible(false);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setAxisTickMarksColor(GRID);
    style.setXAxisTickLabelsColor(TEXT);
    style.setYAxisTickLabelsColor(TEXT);
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    style.setYAxisDecimalPattern("#,##0.####");
    style.setErrorBarsColorSeriesColor(true);
    style.setChartPadding(4);
  }

  static Color colour(int series) {
    return new Color(1, 2, series % COLOURS);
  }

  /**
   * The element.
   *
   * @param chart {@value #WIDTH} by {@value #HEIGHT}
   * @param name what it shows, for people who hear the page; no other chart of the page has it
   */
  static String svg(Chart<?, ?> chart, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot draw " + name, e);
    }
    return forPage(out.toString(StandardCharsets.UTF_8), name);
  }

  private static String forPage(String document, String name) {
    String svg = document.substring(document.indexOf("<svg"));
    // Points that are not there have no coordinates.
    svg = svg.replaceAll("<\\w+ [^>]*\"NaN\"[^>]*/>\\s*", "");
    svg = svg.replaceAll("(\\d\\.\\d)\\d+", "$1").replaceAll(">\\s+<", "><");
    svg = svg.replaceAll("rgb\\(1,1,1\\)", "var(--muted)");
    svg = svg.replaceAll("rgb\\(1,1,2\\)", "var(--line)");
    svg = svg.replaceAll("rgb\\(1,2,(\\d)\\)", "var(--series-$1)");
    // Identifiers are those of the whole page; the library's differ from one day to the next.
    String clip = "clip-" + name.replaceAll("[^A-Za-z0-9]+", "-");
    Map<String, Integer> known = new HashMap<>();
    svg =
        CLIP.matcher(svg)
            .replaceAll(m -> clip + "-" + known.computeIfAbsent(m.group(), id -> known.size()));
    Html label = new Html();
    label.single("svg", "role", "img", "aria-label", name, "class", "drawing");
    String start = label.toString();
    return svg.replaceFirst(
        "<svg[^>]*>",
        Matcher.quoteReplacement(
            start.substring(0, start.length() - 1)
                + " viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT)));
  }
}
