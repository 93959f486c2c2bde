package io.mscon.eval.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over places that stand at equal distances, as SVG within a page. Its colours are those of
 * the page, light or dark: {@code --series-0} to {@code --series-7}, {@code --muted} and {@code
 * --line}. It has no legend: {@link #symbol} and the colours are for one of the page's own.
 *
 * @param name what it shows, for people who hear the page
 * @param places on the horizontal axis
 * @param lines at least one
 */
public record LineChart(String name, List<String> places, List<Line> lines) {
  /** How many colours there are. */
  public static final int COLOURS = 8;

  private static final int WIDTH = 360;
  private static final int HEIGHT = 220;
  private static final Pattern CLIP = Pattern.compile("clip\\d+");
  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final Color TEXT = new Color(1, 1, 1);
  private static final Color GRID = new Color(1, 1, 2);
  private static final List<String> SYMBOLS = List.of("●", "■", "◆", "▲");
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP);

  /**
   * Points of a line.
   *
   * @param values one for each place
   * @param errors half of the error bar's length at each place; 0 for none
   */
  public record Line(List<Optional<Double>> values, List<Double> errors) {}

  /**
   * What marks a line's points.
   *
   * @param line its number
   */
  public static String symbol(int line) {
    return SYMBOLS.get(line % SYMBOLS.size());
  }

  /** The element. */
  public String svg() {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler());
    for (int i = 0; i < lines.size(); i++) {
      draw(chart, i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot draw " + name, e);
    }
    return forPage(out.toString(StandardCharsets.UTF_8));
  }

  private static void style(CategoryStyler style) {
    style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    style.setOverlapped(true);
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

  private void draw(CategoryChart chart, int number) {
    List<Double> values = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    Line line = lines.get(number);
    for (int i = 0; i < places.size(); i++) {
      boolean present = line.values().get(i).isPresent();
      values.add(line.values().get(i).orElse(Double.NaN));
      errors.add(present ? line.errors().get(i) : Double.NaN);
    }
    CategorySeries series = chart.addSeries("line " + number, places, values, errors);
    series.setLineColor(colour(number));
    series.setMarkerColor(colour(number));
    series.setMarker(MARKERS.get(number % MARKERS.size()));
    series.setLineStyle(new BasicStroke(1.8f));
  }

  /** Stands for the variable until the page's own colours take its place. */
  private static Color colour(int line) {
    return new Color(1, 2, line % COLOURS);
  }

  private String forPage(String document) {
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
    label.single("svg", "role", "img", "aria-label", name, "class", "chart");
    String start = label.toString();
    return svg.replaceFirst(
        "<svg[^>]*>",
        start.substring(0, start.length() - 1)
            + " viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT));
  }
}
