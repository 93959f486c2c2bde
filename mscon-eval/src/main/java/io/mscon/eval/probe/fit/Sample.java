package io.mscon.eval.probe.fit;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * One sample as Spark sends it: a row's list would be sent as an object for each number.
 *
 * @param id text
 * @param features finite or not
 */
record Sample(String id, float[] features) implements Serializable {
  /** Copies (id, features) out of Spark's memory, which the next row writes over. */
  static Sample of(InternalRow row) {
    String id = row.getUTF8String(0).toString();
    ArrayData features = row.getArray(1);
    for (int i = 0; i < features.numElements(); i++) {
      if (features.isNullAt(i)) {
        throw new IllegalStateException(
            "Cannot probe: feature %d of %s is missing (run mscon probe again)".formatted(i, id));
      }
    }
    return new Sample(id, features.toFloatArray());
  }
}
