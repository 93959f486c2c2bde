package io.mscon.eval.page.chart;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over a common horizontal axis.
 *
 * @param title what they show
 * @param xName what the horizontal axis counts
 * @param series the lines; beyond {@value #COLOURS} they share colours
 */
public record LineChart(String title, String xName, List<Series> series) {
  /** Colours that page.css has for series. */
  public static final int COLOURS = Drawing.COLOURS;

  /** Up to so many points are marked, so that one with nothing beside it is seen. */
  private static final int MARKED = 40;

  private static final int MARK = 4;

  /**
   * Draws them; nothing if no value is finite.
   *
   * @param html where
   */
  public void write(Html html) {
    if (series.stream()
        .flatMapToDouble(line -> Arrays.stream(line.y()))
        .noneMatch(Double::isFinite)) {
      return;
    }
    html.open("figure", "class", "chart").open("figcaption").element("h3", title);
    Legend.write(html, series.stream().map(Series::name).toList());
    html.close().newLine();
    html.drawing(Drawing.svg(chart(), title + " by " + xName));
    html.element("p", xName, "class", "axis");
    series.forEach(line -> values(html, line));
    html.close().newLine();
  }

  private XYChart chart() {
    XYChart chart = new XYChartBuilder().width(Drawing.WIDTH).height(Drawing.HEIGHT).build();
    Drawing.style(chart.getStyler());
    chart.getStyler().setXAxisDecimalPattern("#,##0.####");
    chart.getStyler().setMarkerSize(MARK);
    for (int i = 0; i < series.size(); i++) {
      Series line = series.get(i);
      XYSeries drawn = chart.addSeries("line " + i, line.x(), line.y());
      drawn.setLineColor(Drawing.colour(i));
      drawn.setLineStyle(new BasicStroke(1.6f));
      drawn.setMarker(line.x().length > MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
      drawn.setMarkerColor(Drawing.colour(i));
    }
    return chart;
  }

  /** The numbers themselves, for whoever wants to hold them against their source. */
  private static void values(Html html, Series line) {
    html.element(
        "span",
        "",
        "hidden",
        "",
        "data-series",
        PlainText.line(line.name()),
        "data-x",
        numbers(line.x()),
        "data-y",
        numbers(line.y()));
  }

  /** Short enough for a page, exact enough to be held against their source. */
  private static String numbers(double[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> Float.toString((float) number))
        .collect(Collectors.joining(" "));
  }
}
