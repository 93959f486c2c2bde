package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of what the first pass learns of each entry: id, image (path), split, problem (null, or
 * why it is rejected), notes (labels that could not be read), hash (SHA-256 of the picture's
 * bytes), labels (one field each), and file, by which the next preparation knows the picture again
 * ({@link PictureFinding}).
 */
final class Index {
  static final int ID = 0;
  static final int IMAGE = 1;
  static final int SPLIT = 2;
  static final int PROBLEM = 3;
  static final int NOTES = 4;
  static final int HASH = 5;
  static final int LABELS = 6;

  /** The last column, and the only one that says nothing of the dataset. */
  static final String FILE = "file";

  private Index() {}

  static StructType schema(List<LabelParser> labels) {
    return new StructType()
        .add("id", DataTypes.StringType)
        .add("image", DataTypes.StringType)
        .add("split", DataTypes.StringType)
        .add("problem", DataTypes.StringType)
        .add("notes", DataTypes.createArrayType(DataTypes.StringType, false))
        .add("hash", DataTypes.BinaryType)
        .add("labels", labelSchema(labels), false)
        .add(FILE, PictureFinding.SCHEMA);
  }

  private static StructType labelSchema(List<LabelParser> labels) {
    StructType schema = new StructType();
    for (LabelParser label : labels) {
      schema = schema.add(label.name(), label.type());
    }
    return schema;
  }

  static Dataset<Row> accepted(Dataset<Row> index) {
    return index.where(col("problem").isNull());
  }
}
