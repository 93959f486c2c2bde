package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration.DuplicatePolicies;
import io.mscon.config.DataConfiguration.DuplicatePolicy;
import io.mscon.data.Split;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

/**
 * Pictures whose bytes are those of another: in the same split, or in another one. Of those in
 * several splits the ones in the test split count, then those in the validation split, since what
 * is learned from must not be what is measured on; within a split the one with the first id.
 */
final class Duplicates implements AutoCloseable {
  private static final String ACROSS = "across-splits";
  private static final String SAME = "same-picture";
  private static final String RULE = "mscon rule";

  private final Dataset<Row> found;
  private final DuplicatePolicies policies;

  private Duplicates(Dataset<Row> found, DuplicatePolicies policies) {
    this.found = found;
    this.policies = policies;
  }

  /**
   * Finds them.
   *
   * @param accepted rows of the index
   * @param policies what becomes of them
   */
  static Duplicates of(Dataset<Row> accepted, DuplicatePolicies policies) {
    WindowSpec same = Window.partitionBy("hash");
    WindowSpec inSplit = Window.partitionBy("hash", "split").orderBy("id");
    Dataset<Row> found =
        accepted
            .select("id", "image", "split", "hash")
            .withColumn("count", count(lit(1)).over(same))
            .where(col("count").gt(1))
            .withColumn("first", first(struct("id", "split")).over(same.orderBy(rank(), col("id"))))
            .withColumn("before", first(col("id")).over(inSplit))
            .withColumn("place", row_number().over(inSplit))
            .withColumn(RULE, rule(policies))
            .where(col(RULE).isNotNull());
    return new Duplicates(found.persist(StorageLevel.MEMORY_AND_DISK()), policies);
  }

  private static Column rank() {
    return when(col("split").equalTo(Split.TEST.label()), 0)
        .when(col("split").equalTo(Split.VALIDATION.label()), 1)
        .otherwise(2);
  }

  /** Which rule a row breaks: if two, the one that keeps it out of the dataset. */
  private static Column rule(DuplicatePolicies policies) {
    Column across = when(col("split").notEqual(col("first.split")), lit(ACROSS));
    Column within = when(col("place").gt(1), lit(SAME));
    boolean leaves = policies.acrossSplits() == DuplicatePolicy.KEEP;
    return leaves && policies.samePicture() != DuplicatePolicy.KEEP
        ? coalesce(within, across)
        : coalesce(across, within);
  }

  /** The rows of the index that stay in the dataset. */
  Dataset<Row> kept(Dataset<Row> accepted) {
    Column dropped = lit(false);
    if (policies.acrossSplits() == DuplicatePolicy.DROP) {
      dropped = dropped.or(col(RULE).equalTo(ACROSS));
    }
    if (policies.samePicture() == DuplicatePolicy.DROP) {
      dropped = dropped.or(col(RULE).equalTo(SAME));
    }
    boolean any =
        policies.acrossSplits() == DuplicatePolicy.DROP
            || policies.samePicture() == DuplicatePolicy.DROP;
    return any
        ? accepted.join(found.where(dropped).select("id"), new String[] {"id"}, "left_anti")
        : accepted;
  }

  /** Lines of rejects.jsonl: columns image, id and reason. */
  Dataset<Row> lines() {
    Column across =
        concat(
            lit("the same picture as "),
            col("first.id"),
            lit(" of split "),
            col("first.split"),
            lit(ending(ACROSS, policies.acrossSplits())));
    Column within =
        concat(
            lit("the same picture as "), col("before"), lit(ending(SAME, policies.samePicture())));
    return found.select(
        col("image"),
        col("id"),
        when(col(RULE).equalTo(ACROSS), across).otherwise(within).as("reason"));
  }

  /** The end of a reason, by which its kind is known. */
  static String ending(String rule, DuplicatePolicy policy) {
    return policy == DuplicatePolicy.KEEP
        ? RejectKind.KEPT_DUPLICATE.ending()
        : " (data.duplicates." + rule + " = " + policy.name().toLowerCase(Locale.ROOT) + ")";
  }

  @Override
  public void close() {
    found.unpersist();
  }
}
