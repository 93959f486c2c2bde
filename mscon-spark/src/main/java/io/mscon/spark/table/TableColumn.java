package io.mscon.spark.table;

/**
 * A column to read.
 *
 * @param name in the table
 * @param separator by which lists of Parquet are joined to one cell
 */
public record TableColumn(String name, String separator) {
  /** Lists in a column that has no separator of its own. */
  private static final String USUAL_SEPARATOR = ";";

  /**
   * A column of single values.
   *
   * @param name in the table
   */
  public static TableColumn of(String name) {
    return new TableColumn(name, USUAL_SEPARATOR);
  }
}
