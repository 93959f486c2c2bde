package io.mscon.spark.parquet;

import io.mscon.spark.cluster.Moves;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes Parquet files of rows, each whole or not at all: under a temporary name, closed, renamed.
 * The same rows give the same bytes.
 *
 * <p>Of a file's rows only those of one row group ({@value #ROW_GROUP_BYTES} bytes and a few rows)
 * are in memory together, however large the values are.
 *
 * @param columns of the rows: strings, bytes, doubles, longs, structs and arrays of these
 * @param compressed whether columns are compressed, which pictures don't need
 * @param configuration Hadoop's
 */
public record RowFiles(
    StructType columns, boolean compressed, SerializableConfiguration configuration)
    implements Serializable {
  /** Files whose name begins so were never finished. Spark passes over them. */
  public static final String UNFINISHED = "_temporary-";

  private static final long ROW_GROUP_BYTES = 32L << 20;

  /** Parquet looks at the size after so many rows at most; by default after 100 or more. */
  private static final int LARGE_ROWS = 16;

  private static final int SMALL_ROWS = 10_000;

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param target its path
   * @param notes what its footer says besides
   * @param rows its rows
   * @return how many rows were written
   */
  public long write(Path target, Map<String, String> notes, Iterator<Row> rows) throws IOException {
    FileSystem files = target.getFileSystem(configuration.value());
    Path temporary =
        new Path(target.getParent(), UNFINISHED + target.getName() + "-" + UUID.randomUUID());
    long count = 0;
    try (ParquetWriter<Row> writer = writer(temporary, notes)) {
      for (; rows.hasNext(); count++) {
        writer.write(rows.next());
      }
    }
    files.delete(target, false);
    Moves.move(files, temporary, target);
    return count;
  }

  private ParquetWriter<Row> writer(Path path, Map<String, String> notes) throws IOException {
    Builder builder = new Builder(path, new RowWriteSupport(columns, notes));
    builder
        .withConf(configuration.value())
        .withCompressionCodec(
            compressed ? CompressionCodecName.SNAPPY : CompressionCodecName.UNCOMPRESSED)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withMinRowCountForPageSizeCheck(1)
        .withMaxRowCountForPageSizeCheck(hasBytes() ? LARGE_ROWS : SMALL_ROWS);
    for (StructField field : columns.fields()) {
      if (field.dataType().equals(DataTypes.BinaryType)) {
        builder.withDictionaryEncoding(field.name(), false);
      }
    }
    return builder.build();
  }

  private boolean hasBytes() {
    for (StructField field : columns.fields()) {
      if (field.dataType().equals(DataTypes.BinaryType)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A note in a file's footer.
   *
   * @param file a Parquet file
   * @param note its name
   * @param configuration Hadoop's
   * @return nothing if the file has no such note, or is no whole Parquet file
   */
  public static Optional<String> note(Path file, String note, Configuration configuration)
      throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return Optional.ofNullable(reader.getFileMetaData().getKeyValueMetaData().get(note));
    } catch (ChecksumException | RuntimeException e) {
      // Parquet answers a file that does not end in a footer with several kinds of exception.
      return Optional.empty();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final RowWriteSupport support;

    Builder(Path path, RowWriteSupport support) {
      super(path);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}
