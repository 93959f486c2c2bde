package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import io.mscon.run.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The second pass: an index row becomes a sample, with what is stored of the picture. */
record SampleRows(PictureFiles files, StoredPictures pictures) implements Function<Row, Row> {
  private static final int COLUMNS_BEFORE_LABELS = 3;

  static StructType schema(List<LabelParser> labels) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType, false)
            .add("split", DataTypes.StringType, false)
            .add("image", DataTypes.BinaryType, false);
    for (LabelParser label : labels) {
      schema = schema.add(label.name(), label.type());
    }
    return schema;
  }

  /** Names what decides the stored bytes besides the picture's own. */
  String stored() {
    return pictures.description();
  }

  @Override
  public Row call(Row row) throws IOException {
    Row labels = row.getStruct(Index.LABELS);
    Object[] sample = new Object[COLUMNS_BEFORE_LABELS + labels.size()];
    sample[0] = row.getString(Index.ID);
    sample[1] = row.getString(Index.SPLIT);
    sample[2] = picture(row);
    for (int i = 0; i < labels.size(); i++) {
      sample[COLUMNS_BEFORE_LABELS + i] = LabelValues.of(labels, i);
    }
    return RowFactory.create(sample);
  }

  private byte[] picture(Row row) throws IOException {
    byte[] unchanged = unchangedPicture(row);
    try {
      return pictures.of(unchanged);
    } catch (ImageRejectedException e) {
      throw changed(row.getString(Index.IMAGE), e);
    }
  }

  private byte[] unchangedPicture(Row row) throws IOException {
    String image = row.getString(Index.IMAGE);
    byte[] bytes;
    try {
      bytes = files.read(image);
    } catch (ImageRejectedException e) {
      throw changed(image, e);
    }
    if (!MessageDigest.isEqual(Sha256.digest().digest(bytes), row.<byte[]>getAs(Index.HASH))) {
      throw changed(image, null);
    }
    return bytes;
  }

  private static IOException changed(String image, Throwable cause) {
    return new IOException(
        "Cannot prepare: picture "
            + image
            + " is not what it was when it was checked (run prepare again; if its length and time"
            + " stayed the same, with --read-all)",
        cause);
  }
}
