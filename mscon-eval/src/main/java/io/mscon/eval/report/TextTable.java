package io.mscon.eval.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table with aligned columns: text, in the first two, to the left; figures right. */
final class TextTable {
  private static final int TEXT_COLUMNS = 2;

  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... head) {
    rows.add(head);
  }

  void add(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int[] widths = widths();
    append(text, rows.get(0), widths);
    for (int column = 0; column < widths.length; column++) {
      text.append('|').append(column < TEXT_COLUMNS ? ":" : "-");
      text.append("-".repeat(widths[column])).append(column < TEXT_COLUMNS ? "-" : ":");
    }
    text.append("|\n");
    rows.subList(1, rows.size()).forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    return widths;
  }

  private static void append(StringBuilder text, String[] row, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - row[column].length());
      boolean left = column < TEXT_COLUMNS;
      text.append("| ").append(left ? row[column] + padding : padding + row[column]).append(' ');
    }
    text.append("|\n");
  }
}
