package io.mscon.spark.prepare;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/** Label values of a row, as {@link LabelParser} made them: String, String[], Double or null. */
final class LabelValues {
  private LabelValues() {}

  static Object of(Row labels, int label) {
    boolean set = labels.schema().fields()[label].dataType() instanceof ArrayType;
    if (!set || labels.isNullAt(label)) {
      return labels.get(label);
    }
    return labels.<String>getList(label).toArray(String[]::new);
  }
}
