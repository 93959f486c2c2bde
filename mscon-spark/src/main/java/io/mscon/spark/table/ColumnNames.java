package io.mscon.spark.table;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/**
 * Columns by their names, whatever characters these have: Spark reads dots and backticks in them.
 */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * A column of a table.
   *
   * @param name as it stands in the table
   */
  public static Column column(String name) {
    return col(quoted(name));
  }

  /**
   * A field of a column that holds several.
   *
   * @param column the column's name
   * @param name the field's
   */
  public static Column field(String column, String name) {
    return col(quoted(column) + "." + quoted(name));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
