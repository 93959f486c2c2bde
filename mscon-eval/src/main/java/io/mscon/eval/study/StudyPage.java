package io.mscon.eval.study;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.Page;
import io.mscon.eval.page.PageParts;
import io.mscon.eval.page.chart.Legend;
import io.mscon.eval.page.chart.PlaceChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison as one HTML page. */
final class StudyPage {
  private static final String STYLE = "study.css";

  private final Comparison comparison;
  private final Html html;

  private StudyPage(Comparison comparison, Html html) {
    this.comparison = comparison;
    this.html = html;
  }

  static String of(Comparison comparison) {
    return Page.of(
        comparison.title() + " – runs compared",
        Page.style(StudyPage.class, STYLE),
        html -> new StudyPage(comparison, html).write());
  }

  private void write() {
    Group first = comparison.groups().get(0);
    new PageParts(html)
        .header(
            "Runs compared",
            comparison.title(),
            "Runs",
            Long.toString(comparison.groups().stream().mapToLong(g -> g.runs().size()).sum()),
            "Seeds",
            comparison.seeds().stream().map(Object::toString).collect(Collectors.joining(", ")),
            "Dataset",
            first.runs().get(0).dataset());
    missing();
    plots("accuracy", "Accuracy", comparison.accuracy());
    List<ComparisonTable> tables = ComparisonTable.all(comparison);
    table("accuracy-table", tables.get(0));
    remark(
        "In or out: whether the encoder was trained on the label. The standard deviation is over"
            + " the seeds.");
    if (comparison.groups().size() > 1) {
      table("differences", tables.get(1));
      remark(
          "The interval holds what other test pictures would change, not what other seeds would:"
              + " both groups' answers to a picture are resampled together, 1,000 times.");
    }
    transferPlots();
    plots("training", "Training", comparison.training());
    tables
        .subList(comparison.groups().size() > 1 ? 2 : 1, tables.size())
        .forEach(table -> table("", table));
    remark(
        "Speed and overhead are of the second half of the steps. Memory is the most that a JVM at"
            + " work had resident; runs of one process share it, so there it is an upper bound.");
  }

  private void missing() {
    if (comparison.missing().isEmpty()) {
      return;
    }
    html.open("ul", "class", "findings missing").newLine();
    PageParts parts = new PageParts(html);
    comparison.missing().forEach(run -> parts.finding(true, "Not finished: " + run));
    html.close().newLine();
  }

  private void remark(String text) {
    html.element("p", text, "class", "remark").newLine();
  }

  private void plots(String id, String heading, List<Quantity> quantities) {
    html.open("section", "id", id).element("h2", heading).newLine();
    if (!comparison.against().isEmpty()) {
      legend();
      html.open("div", "class", "plots").newLine();
      quantities.stream().filter(StudyPage::hasValues).forEach(this::plot);
      html.close();
    }
    html.close().newLine();
  }

  private static boolean hasValues(Quantity quantity) {
    return quantity.spreads().stream().anyMatch(Optional::isPresent);
  }

  private void legend() {
    html.open("ul", "class", "legend");
    List<String> series = series();
    for (int i = 0; i < series.size(); i++) {
      html.open("li").element("span", PlaceChart.symbol(i), "style", colour(i));
      html.text(" ").foreign(series.get(i)).close();
    }
    html.close().newLine();
  }

  private static String colour(int line) {
    return "color:var(--series-" + line % PlaceChart.COLOURS + ")";
  }

  private List<String> series() {
    return comparison.groups().stream().map(Group::series).distinct().toList();
  }

  /** Numbers by size, whatever the file's order is. */
  private List<String> places() {
    List<Group> groups = new ArrayList<>(comparison.groups());
    if (groups.stream().allMatch(group -> group.number().isPresent())) {
      groups.sort(Comparator.comparingDouble(group -> group.number().getAsDouble()));
    }
    return groups.stream().map(Group::place).distinct().toList();
  }

  private void plot(Quantity quantity) {
    List<String> places = places();
    List<PlaceChart.Line> lines =
        series().stream().map(series -> line(quantity, series, places)).toList();
    html.open("figure").open("figcaption").foreign(quantity.title()).close();
    String name = quantity.title() + " against " + comparison.against();
    new PlaceChart(name, places, lines).write(html);
    html.element("p", Cells.shortKey(comparison.against()), "class", "axis");
    html.close().newLine();
  }

  /** Top-1 against the share of the labels, a plot for each task. */
  private void transferPlots() {
    List<TransferFigures> shares =
        comparison.transfer().stream().filter(TransferFigures::isLinear).toList();
    if (shares.size() < 2) {
      return;
    }
    html.open("section", "id", "transfer").element("h2", "Fewer labels").newLine();
    Legend.write(html, comparison.groups().stream().map(Group::name).toList());
    html.open("div", "class", "plots").newLine();
    for (int task = 0; task < shares.get(0).accuracy().size(); task++) {
      transferPlot(shares, task);
    }
    html.close().close().newLine();
  }

  private void transferPlot(List<TransferFigures> shares, int task) {
    String title = shares.get(0).accuracy().get(task).title();
    List<PlaceChart.Line> lines = new ArrayList<>();
    for (int group = 0; group < comparison.groups().size(); group++) {
      List<Optional<Spread>> spreads = new ArrayList<>();
      for (TransferFigures figures : shares) {
        spreads.add(figures.accuracy().get(task).spreads().get(group));
      }
      lines.add(line(spreads, 100));
    }
    html.open("figure").open("figcaption").foreign(title).close();
    List<String> places = shares.stream().map(figures -> figures.column().percent()).toList();
    new PlaceChart(title + " against the share of the labels", places, lines).write(html);
    html.element("p", "share of the labels", "class", "axis").close().newLine();
  }

  private PlaceChart.Line line(Quantity quantity, String series, List<String> places) {
    return line(
        places.stream().map(place -> spread(quantity, series, place)).toList(),
        quantity.kind().scale());
  }

  private static PlaceChart.Line line(List<Optional<Spread>> spreads, double scale) {
    return new PlaceChart.Line(
        spreads.stream().map(spread -> spread.map(of -> scale * of.mean())).toList(),
        spreads.stream()
            .map(spread -> spread.map(of -> scale * of.deviation().orElse(0)).orElse(0.0))
            .toList());
  }

  private Optional<Spread> spread(Quantity quantity, String series, String place) {
    for (int i = 0; i < comparison.groups().size(); i++) {
      Group group = comparison.groups().get(i);
      if (group.series().equals(series) && group.place().equals(place)) {
        return quantity.spreads().get(i);
      }
    }
    return Optional.empty();
  }

  private void table(String id, ComparisonTable table) {
    html.element("h3", table.caption(), "class", "caption");
    html.open("div", "class", "scroll").open("table", "id", id).open("thead").open("tr");
    for (int i = 0; i < table.head().size(); i++) {
      html.open("th", "scope", "col", "class", i == 0 ? "" : "n").foreign(table.head().get(i));
      html.close();
    }
    html.close().close().open("tbody").newLine();
    for (List<String> row : table.rows()) {
      html.open("tr").open("th", "scope", "row").foreign(row.get(0)).close();
      row.subList(1, row.size()).forEach(cell -> html.element("td", cell, "class", "n"));
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }
}
