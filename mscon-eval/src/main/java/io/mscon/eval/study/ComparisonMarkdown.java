package io.mscon.eval.study;

import io.mscon.eval.report.TextTable;

/** A comparison as Markdown that reads well as plain text too. */
final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder("# " + comparison.title() + "\n");
    for (ComparisonTable table : ComparisonTable.all(comparison)) {
      text.append("\n").append(table.caption()).append(":\n\n").append(markdown(table));
    }
    text.append("\nIn or out: whether the encoder was trained on the label.\n");
    if (!comparison.missing().isEmpty()) {
      text.append("\nNot finished: ").append(String.join(", ", comparison.missing()));
      text.append(".\n");
    }
    return text.toString();
  }

  private static TextTable markdown(ComparisonTable table) {
    TextTable markdown = new TextTable(1, table.head().toArray(String[]::new));
    table.rows().forEach(row -> markdown.add(row.toArray(String[]::new)));
    return markdown;
  }
}
