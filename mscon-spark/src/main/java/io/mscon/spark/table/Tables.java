package io.mscon.spark.table;

import io.mscon.config.NearestName;
import io.mscon.config.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files of one table, text and Parquet. All files are looked at before the first row is read, so
 * that every problem of every file is told at once.
 */
public final class Tables {
  /** Column of the file's name. */
  public static final String FILE = "file";

  /** Column of the row's number in its file, from 0. */
  public static final String ROW = "row";

  /** Column of why the row cannot be used, or null. */
  public static final String PROBLEM = "problem";

  /** Column of the cells that were asked for, as text, null where they are empty. */
  public static final String CELLS = "cells";

  static final StructType SCHEMA =
      new StructType()
          .add(FILE, DataTypes.StringType)
          .add(ROW, DataTypes.LongType)
          .add(PROBLEM, DataTypes.StringType)
          .add(CELLS, DataTypes.createArrayType(DataTypes.StringType));

  private static final int LISTED_FAULTS = 20;
  private static final int FILES_PER_TASK = 8;

  private final SparkSession spark;
  private final String separator;
  private final List<TableSummary> files;
  private final Map<String, ParquetTables> parquet = new LinkedHashMap<>();

  private Tables(SparkSession spark, String separator, List<TableSummary> files) {
    this.spark = spark;
    this.separator = separator;
    this.files = files;
    bySchema(files).forEach((schema, tables) -> parquet.put(schema, openParquet(tables)));
  }

  /**
   * Looks at files.
   *
   * @param spark reads them
   * @param files at least one
   * @param separator between cells of text, one character
   * @param problems takes what is wrong; if there is anything, the result means nothing
   */
  public static Tables open(
      SparkSession spark, List<TableFile> files, String separator, Problems problems) {
    List<TableSummary> summaries = summaries(spark, files, separator);
    List<String> faults =
        summaries.stream().map(TableSummary::fault).filter(fault -> fault != null).toList();
    faults.stream().limit(LISTED_FAULTS).forEach(fault -> problems.add("%s", fault));
    if (faults.size() > LISTED_FAULTS) {
      problems.add(
          "Cannot prepare %d more tables, for such reasons", faults.size() - LISTED_FAULTS);
    }
    return new Tables(spark, separator, faults.isEmpty() ? summaries : List.of());
  }

  private static List<TableSummary> summaries(
      SparkSession spark, List<TableFile> files, String separator) {
    SerializableConfiguration hadoop = hadoop(spark);
    return distributed(spark, files)
        .map(file -> TableSummary.of(file, separator, hadoop.value()))
        .collect();
  }

  private static SerializableConfiguration hadoop(SparkSession spark) {
    return new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
  }

  private static JavaRDD<TableFile> distributed(SparkSession spark, List<TableFile> files) {
    int cores = spark.sparkContext().defaultParallelism();
    int tasks = Math.max(Math.min(files.size(), cores), files.size() / FILES_PER_TASK);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.max(1, tasks));
  }

  private static Map<String, List<TableFile>> bySchema(List<TableSummary> files) {
    return files.stream()
        .filter(file -> !file.schema().isEmpty())
        .collect(
            Collectors.groupingBy(
                TableSummary::schema,
                LinkedHashMap::new,
                Collectors.mapping(TableSummary::file, Collectors.toList())));
  }

  private ParquetTables openParquet(List<TableFile> tables) {
    return ParquetTables.open(spark, tables);
  }

  /**
   * Adds a problem for each kind of file that has not this column, has it twice, or holds in it
   * what no cell can be.
   *
   * @param column its name
   * @param remedy what to set
   * @param problems takes them
   */
  public void require(String column, String remedy, Problems problems) {
    Map<List<String>, List<TableSummary>> alike =
        files.stream()
            .collect(
                Collectors.groupingBy(file -> kind(file), LinkedHashMap::new, Collectors.toList()));
    for (List<TableSummary> tables : alike.values()) {
      TableSummary first = tables.get(0);
      String others = tables.size() == 1 ? "" : " and " + (tables.size() - 1) + " more tables";
      problem(first, column, remedy)
          .forEach(
              text -> problems.add("Cannot prepare %s%s: %s", first.file().name(), others, text));
    }
  }

  private static List<String> kind(TableSummary file) {
    List<String> kind = new ArrayList<>(file.columns());
    kind.add(file.schema());
    return kind;
  }

  private List<String> problem(TableSummary file, String column, String remedy) {
    int count = Collections.frequency(file.columns(), column);
    if (count == 0) {
      return List.of(
          "no column '%s' (%shas: %s; %s)"
              .formatted(
                  column,
                  suggestion(column, file.columns()),
                  String.join(", ", file.columns()),
                  remedy));
    }
    if (count > 1) {
      return List.of("column '%s' stands twice in the header (rename one)".formatted(column));
    }
    return file.schema().isEmpty()
        ? List.of()
        : parquet
            .get(file.schema())
            .unusable(column)
            .map(reason -> "column '" + column + "' " + reason)
            .stream()
            .toList();
  }

  private static String suggestion(String column, List<String> columns) {
    return NearestName.likely(column, columns)
        .map(nearest -> "did you mean '" + nearest + "'? ")
        .orElse("");
  }

  /**
   * All rows: columns {@link #FILE}, {@link #ROW}, {@link #PROBLEM} and {@link #CELLS}.
   *
   * @param columns of the cells, all required before
   */
  public Dataset<Row> rows(List<TableColumn> columns) {
    List<Dataset<Row>> parts = new ArrayList<>();
    List<TableFile> texts =
        files.stream().filter(file -> file.schema().isEmpty()).map(TableSummary::file).toList();
    if (!texts.isEmpty()) {
      parts.add(textRows(texts, columns));
    }
    parquet.values().forEach(tables -> parts.add(tables.rows(columns)));
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  private Dataset<Row> textRows(List<TableFile> texts, List<TableColumn> columns) {
    TextTables reader =
        new TextTables(columns.stream().map(TableColumn::name).toList(), separator, hadoop(spark));
    return spark.createDataFrame(distributed(spark, texts).flatMap(reader::rows), SCHEMA);
  }
}
