package io.mscon.spark.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.mscon.spark.cluster.LiteralPaths;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/** Parquet files of one schema. */
final class ParquetTables {
  private final List<TableFile> files;
  private final Dataset<Row> rows;

  private ParquetTables(List<TableFile> files, Dataset<Row> rows) {
    this.files = files;
    this.rows = rows;
  }

  static ParquetTables open(SparkSession spark, List<TableFile> files) {
    String[] paths =
        files.stream().map(file -> LiteralPaths.escape(file.location())).toArray(String[]::new);
    return new ParquetTables(files, spark.read().parquet(paths));
  }

  /** Why cells cannot be made of a column, which has to be there. */
  Optional<String> unusable(String column) {
    DataType type = rows.select(ColumnNames.column(column)).schema().fields()[0].dataType();
    DataType element = type instanceof ArrayType list ? list.elementType() : type;
    boolean usable =
        !(element instanceof StructType
            || element instanceof MapType
            || element instanceof ArrayType
            || element instanceof BinaryType
            || element instanceof NullType);
    return usable
        ? Optional.empty()
        : Optional.of("is of type " + type.simpleString() + " (must be text, numbers or lists)");
  }

  /** Rows of {@link Tables#SCHEMA}. */
  Dataset<Row> rows(List<TableColumn> columns) {
    Column[] cells = columns.stream().map(this::cell).toArray(Column[]::new);
    Column[] problems = columns.stream().map(this::problem).toArray(Column[]::new);
    return rows.select(
        names().apply(col("_metadata.file_path")).as(Tables.FILE),
        col("_metadata.row_index").as(Tables.ROW),
        coalesce(problems).as(Tables.PROBLEM),
        array(cells).as(Tables.CELLS));
  }

  /** What people call the file of Spark's URL, which has escapes. */
  private UserDefinedFunction names() {
    Map<String, String> names = new HashMap<>();
    files.forEach(file -> names.put(file.path().toUri().getPath(), file.name()));
    UDF1<String, String> name = url -> names.get(new Path(URI.create(url)).toUri().getPath());
    return udf(name, DataTypes.StringType);
  }

  private Column cell(TableColumn column) {
    Column value = ColumnNames.column(column.name());
    DataType type = rows.select(value).schema().fields()[0].dataType();
    Column text;
    if (type instanceof ArrayType) {
      text =
          array_join(
              value.cast(DataTypes.createArrayType(DataTypes.StringType)), column.separator());
    } else if (type instanceof DoubleType || type instanceof FloatType) {
      text = when(isnan(value), lit(null)).otherwise(value.cast(DataTypes.StringType));
    } else {
      text = trim(value.cast(DataTypes.StringType));
    }
    return when(text.notEqual(""), text).otherwise(lit(null)).cast(DataTypes.StringType);
  }

  /** A list's value that would fall into two where its cell is taken apart again. */
  private Column problem(TableColumn column) {
    Column value = ColumnNames.column(column.name());
    if (!(rows.select(value).schema().fields()[0].dataType() instanceof ArrayType)) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column texts = value.cast(DataTypes.createArrayType(DataTypes.StringType));
    String reason =
        ": a value in column '%s' holds '%s' (set another separator of the label)"
            .formatted(column.name(), column.separator());
    return when(
        exists(texts, text -> text.contains(column.separator())),
        concat(
            names().apply(col("_metadata.file_path")),
            lit(", row "),
            col("_metadata.row_index").plus(1),
            lit(reason)));
  }
}
