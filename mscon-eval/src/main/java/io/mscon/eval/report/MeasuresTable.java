package io.mscon.eval.report;

import io.mscon.eval.probe.Interval;
import io.mscon.eval.probe.Measures;
import java.util.List;
import java.util.Locale;

/** The measures of all tasks with their intervals. */
final class MeasuresTable {
  private MeasuresTable() {}

  static String of(List<Measures> measures) {
    TextTable table =
        new TextTable(1, "task", "top-1 %", "top-5 %", "balanced accuracy %", "macro-F1 %");
    for (Measures task : measures) {
      table.add(
          task.task(),
          cell(task.top1()),
          cell(task.top5()),
          cell(task.balancedAccuracy()),
          cell(task.macroF1()));
    }
    return table
        + "\nIn brackets: 95 % bootstrap intervals over the test pictures. Confusion matrices and"
        + " figures of each class: measures.json.\n";
  }

  private static String cell(Interval figure) {
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f, %.2f]",
        100 * figure.value(),
        100 * figure.low(),
        100 * figure.high());
  }
}
