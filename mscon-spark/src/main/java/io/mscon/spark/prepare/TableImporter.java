package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** A table of pictures and labels: one CSV or TSV file, or several that a glob matches. */
record TableImporter(SparkSession spark, DataConfiguration data, CorpusFolder folder)
    implements CorpusImporter {
  /** The split column's name that means: the name of the file says it. */
  private static final String SPLIT_BY_FILE = "_file";

  private static final int LISTED_SPLITS = 10;

  @Override
  public Dataset<Row> entries(Problems problems) throws IOException {
    List<Path> files = folder.glob(data.table().file());
    if (files.isEmpty()) {
      problems.add(
          "Cannot prepare %s: no table %s (set data.table.file)",
          folder.root(), data.table().file());
      return spark.emptyDataFrame();
    }
    TableReader.checkNames(files, problems);
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    List<Dataset<Row>> tables = new ArrayList<>();
    for (Path file : files) {
      TableReader table = TableReader.open(spark, file, data.table().separator());
      checkColumns(table, problems);
      if (!problems.any()) {
        tables.add(entries(table, tables.size()));
      }
    }
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    Dataset<Row> entries = tables.stream().reduce(Dataset::unionByName).orElseThrow();
    checkSplits(entries, problems);
    return entries;
  }

  private void checkColumns(TableReader table, Problems problems) {
    DataConfiguration.Table columns = data.table();
    table.require(columns.imageColumn(), "set data.table.image-column", problems);
    if (!columns.idColumn().isEmpty()) {
      table.require(
          columns.idColumn(),
          "set data.table.id-column, or to \"\" to take the picture's path",
          problems);
    }
    if (hasSplitColumn()) {
      table.require(
          columns.splitColumn(),
          "set data.table.split-column, or to \"\" to split by data.split-fractions",
          problems);
    }
    for (Label label : data.labels()) {
      table.require(label.column(), "set the column of label " + label.name(), problems);
    }
  }

  private boolean hasSplitColumn() {
    String column = data.table().splitColumn();
    return !column.isEmpty() && !column.equals(SPLIT_BY_FILE);
  }

  private Dataset<Row> entries(TableReader table, int file) {
    DataConfiguration.Table columns = data.table();
    String id = columns.idColumn().isEmpty() ? columns.imageColumn() : columns.idColumn();
    List<Column> cells =
        data.labels().stream().map(label -> TableReader.text(label.column())).toList();
    return table
        .rows("mscon row")
        .select(
            TableReader.text(id).as(Entries.ID),
            TableReader.text(columns.imageColumn()).as(Entries.IMAGE),
            split(table).cast(DataTypes.StringType).as(Entries.SPLIT),
            lit(null).cast(DataTypes.StringType).as(Entries.PROBLEM),
            lit(file).as(Entries.FILE),
            col("mscon row").as(Entries.ROW),
            Entries.cells(cells));
  }

  /** An empty cell of a split column is an unknown split, not one to be chosen by fraction. */
  private Column split(TableReader table) {
    String column = data.table().splitColumn();
    if (column.isEmpty()) {
      return lit(null);
    }
    return column.equals(SPLIT_BY_FILE)
        ? lit(SplitNames.inFileName(table.name()))
        : coalesce(TableReader.text(column), lit(""));
  }

  private void checkSplits(Dataset<Row> entries, Problems problems) {
    List<Row> unknown =
        entries
            .where(col(Entries.SPLIT).isNotNull())
            .groupBy(Entries.SPLIT)
            .count()
            .collectAsList()
            .stream()
            .filter(row -> SplitNames.parse(row.getString(0)).isEmpty())
            .sorted(Comparator.comparing(row -> row.getString(0)))
            .toList();
    if (!unknown.isEmpty()) {
      String listed =
          unknown.stream()
              .limit(LISTED_SPLITS)
              .map(row -> "'" + row.getString(0) + "' (" + row.getLong(1) + " rows)")
              .collect(Collectors.joining(", "));
      problems.add(
          "Cannot prepare %s: column '%s' has %d unknown splits: %s%s (must be %s; "
              + "set data.table.split-column)",
          data.table().file(),
          data.table().splitColumn(),
          unknown.size(),
          listed,
          unknown.size() > LISTED_SPLITS ? ", ..." : "",
          SplitNames.KNOWN);
    }
  }
}
