package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration.DuplicatePolicy;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Columns of the raw entries that importers give: id, image (path below the source), split (null:
 * by fraction), group (null, or what chooses the split in the id's place), problem (null, or why
 * the entry is rejected unseen), file and row (the place in the corpus, by which the first of two
 * equal ids is known), cells (one a label, in the labels' order).
 */
final class Entries {
  static final String ID = "id";
  static final String IMAGE = "image";
  static final String SPLIT = "split";
  static final String GROUP = "group";
  static final String PROBLEM = "problem";
  static final String FILE = "file";
  static final String ROW = "row";
  static final String CELLS = "cells";

  private Entries() {}

  /** The label cells as one column, so that no label's name can clash with another column's. */
  static Column cells(List<Column> cells) {
    return array(cells.toArray(Column[]::new)).as(CELLS);
  }

  /**
   * Rejects entries without an id or a path, and all but the first of those with the same id.
   *
   * @param entries the raw entries
   * @param sameId whether an id may stand twice; nothing but its first entry is ever kept
   */
  static Dataset<Row> checked(Dataset<Row> entries, DuplicatePolicy sameId) {
    Dataset<Row> named =
        entries.withColumn(
            PROBLEM,
            coalesce(
                col(PROBLEM),
                when(col(ID).isNull(), lit("no id")),
                when(col(IMAGE).isNull(), lit("no image path"))));
    // Entries without an id would all land in one partition of the window.
    Dataset<Row> withId = named.where(col(ID).isNotNull());
    Column place = row_number().over(Window.partitionBy(ID).orderBy(FILE, ROW));
    String forbidden = sameId == DuplicatePolicy.FAIL ? Duplicates.ending("same-id", sameId) : "";
    Column twice = concat(lit("id "), col(ID), lit(" stands twice" + forbidden));
    return withId
        .withColumn("place", place)
        .withColumn(PROBLEM, coalesce(col(PROBLEM), when(col("place").gt(1), twice)))
        .drop("place")
        .unionByName(named.where(col(ID).isNull()));
  }
}
