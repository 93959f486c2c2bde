package io.mscon.eval.describe;

import org.apache.spark.sql.Row;

/**
 * A line of {@code rejects.jsonl}.
 *
 * @param image the picture's path in the corpus, or empty
 * @param id the sample's id, or empty
 * @param reason why the picture, or a label of it, was rejected
 */
record RejectedLine(String image, String id, String reason) {
  static RejectedLine of(Row row) {
    return new RejectedLine(text(row, 0), text(row, 1), text(row, 2));
  }

  private static String text(Row row, int column) {
    return row.isNullAt(column) ? "" : row.getString(column);
  }

  /** What to call it by. */
  String name() {
    return image.isEmpty() ? id : image;
  }
}
