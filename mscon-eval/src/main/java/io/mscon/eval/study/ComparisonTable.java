package io.mscon.eval.study;

import io.mscon.eval.study.Quantity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a comparison, for whatever it is written in.
 *
 * @param caption what it shows
 * @param head the columns' names
 * @param rows a row for each group
 */
record ComparisonTable(String caption, List<String> head, List<List<String>> rows) {

  /** All tables, in order. */
  static List<ComparisonTable> all(Comparison comparison) {
    List<ComparisonTable> tables = new ArrayList<>();
    tables.add(accuracy(comparison));
    if (comparison.groups().size() > 1) {
      tables.add(differences(comparison));
    }
    for (TransferFigures figures : comparison.transfer()) {
      String caption =
          "Top-1 with " + figures.column().title() + " in %, mean ± standard deviation";
      tables.add(of(comparison, caption, figures.accuracy()));
    }
    tables.add(
        of(
            comparison,
            "Training, mean ± standard deviation over n seeds",
            of(comparison.training(), false)));
    List<Quantity> weights = of(comparison.training(), true);
    if (!weights.isEmpty()) {
      tables.add(
          of(comparison, "Learned uncertainties and loss beyond the targets' entropy", weights));
    }
    return tables;
  }

  /** With an untrained encoder's in the last row, if that is the same for all groups. */
  private static ComparisonTable accuracy(Comparison comparison) {
    ComparisonTable table =
        of(
            comparison,
            "Top-1 on the test split in %, mean ± standard deviation over n seeds",
            comparison.accuracy());
    List<Quantity> random = comparison.randomEncoder();
    if (random.stream().anyMatch(task -> task.spreads().stream().distinct().count() > 1)) {
      return table;
    }
    List<List<String>> rows = new ArrayList<>(table.rows());
    List<String> row = new ArrayList<>(Cells.name(comparison, comparison.groups().get(0)));
    row.replaceAll(cell -> "");
    row.set(0, "random encoder");
    random.forEach(task -> row.add(Cells.spread(task, 0)));
    rows.add(row);
    return new ComparisonTable(table.caption(), table.head(), rows);
  }

  private static List<Quantity> of(List<Quantity> training, boolean ofMetrics) {
    return training.stream().filter(quantity -> !quantity.of().isEmpty() == ofMetrics).toList();
  }

  private static ComparisonTable of(
      Comparison comparison, String caption, List<Quantity> quantities) {
    List<String> head = new ArrayList<>(Cells.head(comparison));
    quantities.forEach(quantity -> head.add(column(comparison, quantity)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < comparison.groups().size(); i++) {
      List<String> row = new ArrayList<>(Cells.name(comparison, comparison.groups().get(i)));
      for (Quantity quantity : quantities) {
        row.add(Cells.spread(quantity, i));
      }
      rows.add(row);
    }
    return new ComparisonTable(caption, head, rows);
  }

  private static String column(Comparison comparison, Quantity quantity) {
    return switch (quantity.kind()) {
      case TOP1, TRANSFER_TOP1 -> quantity.of() + " (" + comparison.domain(quantity.of()) + ")";
      case MEAN_TOP1 -> "mean";
      default -> quantity.column();
    };
  }

  private static ComparisonTable differences(Comparison comparison) {
    List<String> head = new ArrayList<>(Cells.head(comparison));
    comparison.accuracy().stream()
        .filter(quantity -> quantity.kind() == Kind.TOP1)
        .forEach(quantity -> head.add(quantity.of()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i < comparison.groups().size(); i++) {
      List<String> row = new ArrayList<>(Cells.name(comparison, comparison.groups().get(i)));
      for (List<Optional<io.mscon.eval.probe.Interval>> task : comparison.differences()) {
        row.add(Cells.difference(task.get(i)));
      }
      rows.add(row);
    }
    return new ComparisonTable(
        "Points of top-1 above "
            + comparison.groups().get(0).name()
            + ", with 95 % intervals (paired bootstrap over the test pictures)",
        head,
        rows);
  }
}
