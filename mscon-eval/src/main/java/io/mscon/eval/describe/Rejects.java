package io.mscon.eval.describe;

import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What {@code prepare} rejected.
 *
 * @param pictures how many pictures, as the manifest says; the other lines are labels of pictures
 *     that were kept
 * @param lines of the list of rejects
 * @param reasons kinds of reason, the most frequent first, at most {@value #REASONS}
 * @param first the list's first lines, at most {@value #LINES}
 */
record Rejects(long pictures, long lines, List<Reason> reasons, List<RejectedLine> first) {
  static final int REASONS = 40;
  static final int LINES = 20;

  /**
   * A kind of reason.
   *
   * @param kind its text, with … for what differs from line to line
   * @param lines how many lines have it
   */
  record Reason(String kind, long lines) {}

  /** Reads the dataset's list; one without a list has rejected nothing that could be told. */
  static Rejects of(PreparedDataset dataset) throws IOException {
    long pictures = dataset.manifest().rejected();
    Optional<Dataset<Row>> list = dataset.rejects();
    return list.isEmpty()
        ? new Rejects(pictures, 0, List.of(), List.of())
        : new Rejects(pictures, list.get().count(), reasons(list.get()), first(list.get()));
  }

  private static List<Reason> reasons(Dataset<Row> list) {
    MapFunction<Row, String> kind = row -> ReasonKind.of(RejectedLine.of(row));
    return list
        .map(kind, Encoders.STRING())
        .toDF("kind")
        .groupBy("kind")
        .count()
        .orderBy(functions.desc("count"), functions.col("kind"))
        .limit(REASONS)
        .collectAsList()
        .stream()
        .map(row -> new Reason(row.getString(0), row.getLong(1)))
        .toList();
  }

  private static List<RejectedLine> first(Dataset<Row> list) {
    return list.takeAsList(LINES).stream().map(RejectedLine::of).toList();
  }
}
