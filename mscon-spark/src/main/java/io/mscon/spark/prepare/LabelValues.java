package io.mscon.spark.prepare;

import org.apache.spark.sql.Row;
import scala.collection.Seq;

/** Label values of a row, as {@link LabelParser} made them: String, String[], Double or null. */
final class LabelValues {
  private LabelValues() {}

  /** Spark gives arrays back as sequences, unless it optimised the way there and back away. */
  static Object of(Row labels, int label) {
    return labels.get(label) instanceof Seq
        ? labels.<String>getList(label).toArray(String[]::new)
        : labels.get(label);
  }
}
