package io.mscon.spark.prepare;

import io.mscon.run.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.spark.sql.Row;

/** SHA-256 of index rows. */
final class RowHash {
  private static final int MISSING = -1;

  private final MessageDigest digest = Sha256.digest();

  private RowHash() {}

  /** Of what a sample is made of: id, split, labels and picture. */
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

  /** Of all columns but the one that says nothing of the dataset. */
  static BigInteger ofContent(Row row) {
    RowHash hash = new RowHash();
    for (int i = 0; i < row.size() - 1; i++) {
      hash.addAny(row.get(i));
    }
    return new BigInteger(1, hash.digest.digest());
  }

  private void addAny(Object value) {
    if (value instanceof Row struct) {
      for (int i = 0; i < struct.size(); i++) {
        addAny(struct.get(i));
      }
    } else if (value instanceof byte[] bytes) {
      add(bytes.length);
      digest.update(bytes);
    } else {
      addLabel(value);
    }
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
