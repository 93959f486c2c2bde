package io.mscon.spark.prepare;

import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What was found out about a picture's file. It holds for as long as the file has this length and
 * time, and the pictures are checked by the same rules.
 *
 * @param length of the file in bytes; null if what was found does not last, such as a file missing
 * @param modified when the file was written last, in milliseconds since 1970; null with the length
 * @param rules by which it was checked
 * @param hash SHA-256 of the bytes; null if they are no picture
 * @param problem why they are no picture; null if they are one
 */
record PictureFinding(Long length, Long modified, String rules, byte[] hash, String problem) {
  /** Columns length, modified, rules, hash and problem. */
  static final StructType SCHEMA =
      new StructType()
          .add("length", DataTypes.LongType)
          .add("modified", DataTypes.LongType)
          .add("rules", DataTypes.StringType)
          .add("hash", DataTypes.BinaryType)
          .add("problem", DataTypes.StringType);

  /** What must be found out again next time. */
  static PictureFinding passing(String problem) {
    return new PictureFinding(null, null, null, null, problem);
  }

  static PictureFinding of(Row row) {
    return new PictureFinding(
        row.getAs(0), row.getAs(1), row.getString(2), row.getAs(3), row.getString(4));
  }

  Row row() {
    return RowFactory.create(length, modified, rules, hash, problem);
  }

  /** Whether it was found in a file of this length and time. */
  boolean holdsFor(FileState state) {
    return Objects.equals(length, state.length()) && Objects.equals(modified, state.modified());
  }
}
