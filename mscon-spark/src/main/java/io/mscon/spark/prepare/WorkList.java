package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

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
   * @param known columns image and known; each finding once
   * @param tasks into how many partitions
   */
  static Dataset<Row> of(Dataset<Row> entries, Optional<Dataset<Row>> known, int tasks) {
    Dataset<Row> asked =
        entries
            .withColumn(Entries.IMAGE, coalesce(col(Entries.IMAGE), lit("")))
            .withColumn(KNOWN, lit(null).cast(PictureFinding.SCHEMA));
    return known
        .map(findings -> findings.select(columns(asked)).unionByName(asked))
        .orElse(asked)
        .repartition(tasks, col(Entries.IMAGE))
        .sortWithinPartitions(col(Entries.IMAGE), col(KNOWN).isNull());
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
