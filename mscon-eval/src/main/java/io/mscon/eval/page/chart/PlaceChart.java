package io.mscon.eval.page.chart;

import io.mscon.eval.page.Html;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over places that stand at equal distances, with error bars. It has no legend: {@link
 * #symbol} and the colours are for one of the page's own.
 *
 * @param name what it shows, for people who hear the page
 * @param places on the horizontal axis
 * @param lines at least one
 */
public record PlaceChart(String name, List<String> places, List<Line> lines) {
  /** How many colours there are. */
  public static final int COLOURS = Drawing.COLOURS;

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

  /**
   * Draws it.
   *
   * @param html where
   */
  public void write(Html html) {
    CategoryChart chart =
        new CategoryChartBuilder().width(Drawing.WIDTH).height(Drawing.HEIGHT).build();
    Drawing.style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    chart.getStyler().setOverlapped(true);
    for (int i = 0; i < lines.size(); i++) {
      draw(chart, i);
    }
    html.drawing(Drawing.svg(chart, name));
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
    series.setLineColor(Drawing.colour(number));
    series.setMarkerColor(Drawing.colour(number));
    series.setMarker(MARKERS.get(number % MARKERS.size()));
    series.setLineStyle(new BasicStroke(1.8f));
  }
}
