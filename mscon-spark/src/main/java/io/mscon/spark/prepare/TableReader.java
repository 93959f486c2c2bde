package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.trim;

import io.mscon.config.Problems;
import io.mscon.spark.cluster.LiteralPaths;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** One CSV or TSV file with a header (RFC 4180, UTF-8), all columns as text. */
final class TableReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final Dataset<Row> rows;

  private TableReader(String name, Dataset<Row> rows) {
    this.name = name;
    this.rows = rows;
  }

  /**
   * Adds a problem for each file that Spark would take for a pattern: it reads quoted line breaks
   * through an input format that knows no escape for wildcards.
   */
  static void checkNames(List<Path> files, Problems problems) {
    for (Path file : files) {
      if (!LiteralPaths.escape(file.toString()).equals(file.toString())) {
        problems.add(
            "Cannot prepare %s: a table's path must be without * ? [ ] { } \\ (rename it)", file);
      }
    }
  }

  static TableReader open(SparkSession spark, Path file, String separator) {
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .option("sep", separator)
            .option("quote", "\"")
            .option("escape", "\"")
            // Also keeps a file in one partition, where the rows' order is the file's.
            .option("multiLine", true)
            .option("encoding", "UTF-8")
            .option("inferSchema", false)
            .option("ignoreLeadingWhiteSpace", true)
            .option("ignoreTrailingWhiteSpace", true)
            .csv(LiteralPaths.escape(file.toString()));
    return new TableReader(file.getName(), withoutMark(rows));
  }

  private static Dataset<Row> withoutMark(Dataset<Row> rows) {
    String[] columns = rows.columns();
    if (columns.length > 0 && columns[0].startsWith(BYTE_ORDER_MARK)) {
      columns[0] = columns[0].substring(1);
      return rows.toDF(columns);
    }
    return rows;
  }

  String name() {
    return name;
  }

  /** The table with the row's number, by which its order is known, in a column of that name. */
  Dataset<Row> rows(String rowColumn) {
    return rows.withColumn(rowColumn, functions.monotonically_increasing_id());
  }

  /** Adds a problem unless the table has the column. */
  void require(String column, String remedy, Problems problems) {
    List<String> columns = Arrays.asList(rows.columns());
    if (!columns.contains(column)) {
      problems.add(
          "Cannot prepare %s: no column '%s' (%shas: %s; %s)",
          name, column, suggestion(column, columns), String.join(", ", columns), remedy);
    }
  }

  private static String suggestion(String column, List<String> columns) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return columns.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(column, candidate)))
        .filter(nearest -> distance.apply(column, nearest) <= Math.max(2, column.length() / 3))
        .map(nearest -> "did you mean '" + nearest + "'? ")
        .orElse("");
  }

  /** A column's text; null where the cell is empty. */
  static Column text(String column) {
    Column text = trim(col("`" + column.replace("`", "``") + "`"));
    return functions.when(text.notEqual(""), text).otherwise(expr("null"));
  }
}
