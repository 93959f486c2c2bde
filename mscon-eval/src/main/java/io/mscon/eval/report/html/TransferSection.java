package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.chart.Legend;
import io.mscon.eval.page.chart.PlaceChart;
import io.mscon.eval.probe.ProbeKind;
import io.mscon.eval.probe.TransferResult;
import io.mscon.eval.report.contents.TransferGrid;
import io.mscon.eval.report.contents.TransferGrid.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page's figures of probes that saw fewer labels, and of nearest neighbours. */
final class TransferSection {
  private final TransferGrid grid;
  private final Html html;
  private final Cells cells;

  TransferSection(List<TransferResult> results, Html html) {
    grid = new TransferGrid(results);
    this.html = html;
    cells = new Cells(html);
  }

  void write() {
    if (grid.columns().stream().allMatch(Column::isWholeProbe)) {
      return;
    }
    html.open("section", "id", "transfer").element("h2", "Fewer labels, and nearest neighbours");
    html.newLine();
    chart();
    table();
    html.element(
        "p",
        "Top-1 on the test split in %, with 95 % bootstrap intervals over the test pictures. The"
            + " shares are of the training pictures that have the label; a smaller share's pictures"
            + " are among those of a larger one.",
        "class",
        "remark");
    html.close().newLine();
  }

  private void chart() {
    List<Column> shares =
        grid.columns().stream().filter(column -> column.probe() == ProbeKind.LINEAR).toList();
    if (shares.size() < 2) {
      return;
    }
    String title = "Top-1 (%) of linear probes";
    String axis = "share of the labels that the probe saw";
    html.open("figure", "class", "chart").open("figcaption").element("h3", title);
    Legend.write(html, grid.tasks());
    html.close().newLine();
    List<PlaceChart.Line> lines = grid.tasks().stream().map(task -> line(task, shares)).toList();
    new PlaceChart(title + " by " + axis, shares.stream().map(Column::percent).toList(), lines)
        .write(html);
    html.element("p", axis, "class", "axis").close().newLine();
  }

  private PlaceChart.Line line(String task, List<Column> shares) {
    List<Optional<TransferResult>> found =
        shares.stream().map(column -> grid.find(task, column)).toList();
    return new PlaceChart.Line(
        found.stream().map(one -> one.map(result -> 100 * result.top1().value())).toList(),
        found.stream().map(one -> one.map(TransferSection::halfInterval).orElse(0.0)).toList());
  }

  private static double halfInterval(TransferResult result) {
    return 50 * (result.top1().high() - result.top1().low());
  }

  private void table() {
    html.open("div", "class", "scroll").open("table", "class", "figures transfer");
    Stream<String> titles = grid.columns().stream().map(column -> column.title());
    cells.head(1, Stream.concat(Stream.of("task"), titles).toArray(String[]::new));
    html.open("tbody").newLine();
    for (String task : grid.tasks()) {
      html.open("tr").open("th", "scope", "row").foreign(task).close();
      grid.columns().forEach(column -> cell(task, column));
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }

  private void cell(String task, Column column) {
    Optional<TransferResult> found = grid.find(task, column);
    if (found.isPresent()) {
      String name = "transfer/" + task + "/" + column.title();
      cells.share(name, found.get().top1(), "");
    } else {
      cells.nothing();
    }
  }
}
