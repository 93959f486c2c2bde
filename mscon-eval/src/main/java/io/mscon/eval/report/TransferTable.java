package io.mscon.eval.report;

import io.mscon.eval.probe.TransferResult;
import io.mscon.eval.report.contents.TransferGrid;
import io.mscon.eval.report.contents.TransferGrid.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Top-1 of probes with fewer labels, a column for each share, and of nearest neighbours. */
final class TransferTable {
  private TransferTable() {}

  static String of(List<TransferResult> results) {
    TransferGrid grid = new TransferGrid(results);
    List<String> titles = new ArrayList<>(List.of("top-1 %"));
    grid.columns().forEach(column -> titles.add(column.title()));
    TextTable table = new TextTable(1, titles.toArray(String[]::new));
    for (String task : grid.tasks()) {
      List<String> cells = new ArrayList<>(List.of(task));
      grid.columns().forEach(column -> cells.add(cell(grid, task, column)));
      table.add(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private static String cell(TransferGrid grid, String task, Column column) {
    return grid.find(task, column)
        .map(found -> String.format(Locale.ROOT, "%.2f", 100 * found.top1().value()))
        .orElse("");
  }
}
