package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.Problems;
import io.mscon.spark.table.TableColumn;
import io.mscon.spark.table.TableFile;
import io.mscon.spark.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** A table of pictures and labels: one file of CSV, TSV or Parquet, or several. */
record TableImporter(SparkSession spark, DataConfiguration data, CorpusFolder folder)
    implements CorpusImporter {
  /** The split column's name that means: the name of the file says it. */
  private static final String SPLIT_BY_FILE = "_file";

  private static final int LISTED_SPLITS = 10;

  /** Places among the cells; those of the labels follow. */
  private static final int ID = 0;

  private static final int IMAGE = 1;
  private static final int SPLIT = 2;
  private static final int GROUP = 3;
  private static final int LABELS = 4;

  @Override
  public Dataset<Row> entries(Problems problems) throws IOException {
    List<TableFile> files = files(problems);
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    Tables tables = Tables.open(spark, files, data.table().separator(), problems);
    checkColumns(tables, problems);
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    Dataset<Row> entries = entries(tables);
    checkSplits(entries, problems);
    return entries;
  }

  private List<TableFile> files(Problems problems) throws IOException {
    String pattern = data.table().file();
    try {
      List<TableFile> files = pattern.isBlank() ? List.of() : folder.tables(pattern);
      if (files.isEmpty()) {
        problems.add(
            "Cannot prepare %s: no table %s (set data.table.file)", folder.root(), pattern);
      }
      return files;
    } catch (IOException e) {
      // Hadoop has no exception of its own for a pattern.
      if (!String.valueOf(e.getMessage()).startsWith("Illegal file pattern")) {
        throw e;
      }
      problems.add("Cannot prepare %s: %s (set data.table.file)", pattern, e.getMessage());
      return List.of();
    }
  }

  private void checkColumns(Tables tables, Problems problems) {
    DataConfiguration.Table columns = data.table();
    tables.require(columns.imageColumn(), "set data.table.image-column", problems);
    if (!columns.idColumn().isEmpty()) {
      tables.require(
          columns.idColumn(),
          "set data.table.id-column, or to \"\" to take the picture's path",
          problems);
    }
    if (hasSplitColumn()) {
      tables.require(
          columns.splitColumn(),
          "set data.table.split-column, or to \"\" to split by data.split-fractions",
          problems);
    }
    if (!data.splitGroupColumn().isEmpty()) {
      tables.require(data.splitGroupColumn(), "set data.split-group-column", problems);
    }
    for (Label label : data.labels()) {
      tables.require(label.column(), "set the column of label " + label.name(), problems);
    }
  }

  private boolean hasSplitColumn() {
    String column = data.table().splitColumn();
    return !column.isEmpty() && !column.equals(SPLIT_BY_FILE);
  }

  private Dataset<Row> entries(Tables tables) {
    return tables
        .rows(columns())
        .select(
            cell(ID).as(Entries.ID),
            cell(IMAGE).as(Entries.IMAGE),
            split().as(Entries.SPLIT),
            group().as(Entries.GROUP),
            col(Tables.PROBLEM).as(Entries.PROBLEM),
            col(Tables.FILE).as(Entries.FILE),
            col(Tables.ROW).as(Entries.ROW),
            slice(col(Tables.CELLS), LABELS + 1, data.labels().size()).as(Entries.CELLS));
  }

  private List<TableColumn> columns() {
    DataConfiguration.Table table = data.table();
    List<TableColumn> columns = new ArrayList<>();
    columns.add(
        TableColumn.of(table.idColumn().isEmpty() ? table.imageColumn() : table.idColumn()));
    columns.add(TableColumn.of(table.imageColumn()));
    // What is not asked for holds the place.
    columns.add(TableColumn.of(hasSplitColumn() ? table.splitColumn() : table.imageColumn()));
    columns.add(
        TableColumn.of(
            data.splitGroupColumn().isEmpty() ? table.imageColumn() : data.splitGroupColumn()));
    for (Label label : data.labels()) {
      columns.add(new TableColumn(label.column(), label.separator()));
    }
    return columns;
  }

  private static Column cell(int place) {
    return col(Tables.CELLS).getItem(place);
  }

  private Column group() {
    Column none = lit(null).cast(DataTypes.StringType);
    return data.splitGroupColumn().isEmpty() ? none : cell(GROUP);
  }

  /** An empty cell of a split column is an unknown split, not one to be chosen by fraction. */
  private Column split() {
    if (data.table().splitColumn().isEmpty()) {
      return lit(null).cast(DataTypes.StringType);
    }
    UDF1<String, String> inFileName = SplitNames::inFileName;
    Column split =
        hasSplitColumn()
            ? coalesce(cell(SPLIT), lit(""))
            : udf(inFileName, DataTypes.StringType).apply(col(Tables.FILE));
    return when(col(Tables.PROBLEM).isNull(), split);
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
