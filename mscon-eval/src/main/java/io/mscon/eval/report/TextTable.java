package io.mscon.eval.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table with aligned columns: text, in the first ones, to the left; figures right. */
public final class TextTable {
  private final int textColumns;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param textColumns how many columns hold text
   * @param head the columns' names
   */
  public TextTable(int textColumns, String... head) {
    this.textColumns = textColumns;
    rows.add(head);
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the head has
   */
  public void add(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int[] widths = widths();
    append(text, rows.get(0), widths);
    for (int column = 0; column < widths.length; column++) {
      text.append('|').append(column < textColumns ? ":" : "-");
      text.append("-".repeat(widths[column])).append(column < textColumns ? "-" : ":");
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

  private void append(StringBuilder text, String[] row, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - row[column].length());
      boolean left = column < textColumns;
      text.append("| ").append(left ? row[column] + padding : padding + row[column]).append(' ');
    }
    text.append("|\n");
  }
}
