package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.LongAccumulator;

/**
 * What the tasks of the first pass take: the raw entries by picture, before them what earlier
 * preparations found out about this picture. One shuffle brings both together, so that nothing is
 * held in memory but the findings about one picture.
 *
 * <p>Columns are those of the {@link Entries} and {@link #KNOWN}, a {@link PictureFinding} in a row
 * that has nothing else but the picture, null in an entry.
 */
final class WorkList {
  static final String KNOWN = "known";

  private WorkList() {}

  /**
   * Deals the work out.
   *
   * @param entries the raw entries
   * @param known columns image and known
   * @param partitions into how many, by the picture
   * @param counted counts the entries on their way: the pictures that follow are worth a display of
   *     progress, but reading a table twice to know how many they are is not
   */
  static Dataset<Row> of(
      Dataset<Row> entries, Optional<Dataset<Row>> known, int partitions, LongAccumulator counted) {
    Dataset<Row> asked =
        entries
            .withColumn(Entries.IMAGE, counting(counted).apply(col(Entries.IMAGE)))
            .withColumn(KNOWN, lit(null).cast(PictureFinding.SCHEMA));
    return known
        .map(findings -> findings.select(columns(asked)).unionByName(asked))
        .orElse(asked)
        .repartition(partitions, col(Entries.IMAGE))
        .sortWithinPartitions(col(Entries.IMAGE), col(KNOWN).isNull());
  }

  private static UserDefinedFunction counting(LongAccumulator counted) {
    UDF1<String, String> image =
        path -> {
          counted.add(1);
          return path == null ? "" : path;
        };
    return udf(image, DataTypes.StringType).asNondeterministic();
  }

  private static Column[] columns(Dataset<Row> asked) {
    return Arrays.stream(asked.schema().fields()).map(WorkList::column).toArray(Column[]::new);
  }

  private static Column column(StructField field) {
    String name = field.name();
    return name.equals(KNOWN) || name.equals(Entries.IMAGE)
        ? col(name)
        : lit(null).cast(field.dataType()).as(name);
  }
}
