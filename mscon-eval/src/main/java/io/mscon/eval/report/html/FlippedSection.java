package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.probe.FlippedLabels;
import java.util.List;

/** The page's table of how well log-variances of samples find flipped labels. */
final class FlippedSection {
  private final List<FlippedLabels> metrics;
  private final Html html;
  private final Cells cells;

  FlippedSection(List<FlippedLabels> metrics, Html html) {
    this.metrics = metrics;
    this.html = html;
    cells = new Cells(html);
  }

  void write() {
    if (metrics.isEmpty()) {
      return;
    }
    html.element("h3", "Flipped labels");
    html.open("div", "class", "scroll").open("table", "class", "figures flipped");
    cells.head(
        1, "metric", "pictures", "flipped", "area under ROC", "mean u of flipped", "of others");
    html.open("tbody").newLine();
    metrics.forEach(this::row);
    html.close().close().close().newLine();
    html.element(
        "p",
        "Whether the log-variance u that the training gave its pictures tells those whose label was"
            + " exchanged (label-noise): an area of 0.5 is chance, 1 all of them before all others.",
        "class",
        "remark");
  }

  private void row(FlippedLabels metric) {
    String name = "flipped/" + metric.metric() + "/";
    html.open("tr").open("th", "scope", "row").foreign(metric.metric()).close();
    cells.number(name + "pictures", metric.pictures(), Figures.count(metric.pictures()));
    cells.number(name + "flipped", metric.flipped(), Figures.count(metric.flipped()));
    cell(name + "area", metric.areaUnderCurve(), metric.area());
    cell(name + "mean", metric.flippedMean(), metric.flippedShown());
    cell(name + "others", metric.othersMean(), metric.othersShown());
    html.close().newLine();
  }

  private void cell(String name, Double value, String shown) {
    if (value == null) {
      cells.nothing();
    } else {
      cells.number(name, value, shown);
    }
  }
}
