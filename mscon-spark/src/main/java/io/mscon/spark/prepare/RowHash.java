package io.mscon.spark.prepare;

import io.mscon.run.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.spark.sql.Row;

/** SHA-256 over an index row's id, split, labels and picture. */
final class RowHash {
  private static final int MISSING = -1;

  private final MessageDigest digest = Sha256.digest();

  private RowHash() {}

  static byte[] of(Row row) {
    RowHash hash = new RowHash();
    hash.add(row.getString(Index.ID));
    hash.add(row.getString(Index.SPLIT));
    Row labels = row.getStruct(Index.LABELS);
    for (int i = 0; i < labels.size(); i++) {
      hash.addLabel(LabelValues.of(labels, i));
    }
    hash.digest.update(row.<byte[]>getAs(Index.HASH));
    return hash.digest.digest();
  }

  private void addLabel(Object value) {
    if (value instanceof String[] values) {
      add(values.length);
      for (String each : values) {
        add(each);
      }
    } else if (value == null) {
      add(MISSING);
    } else {
      add(value.toString());
    }
  }

  /** With its length before it, so that no two different rows feed the same bytes. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
