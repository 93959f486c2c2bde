package io.mscon.spark.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What a look at a whole file came to.
 *
 * @param file which
 * @param columns their names, in order
 * @param schema of a Parquet file, as text; empty for text
 * @param fault why the file cannot be read, or null
 */
record TableSummary(TableFile file, List<String> columns, String schema, String fault)
    implements Serializable {

  /**
   * Looks at a file: at a text to its end, at Parquet's footer.
   *
   * @param file which
   * @param separator between cells of text
   * @param configuration Hadoop's
   * @throws IOException if the file system fails
   */
  static TableSummary of(TableFile file, String separator, Configuration configuration)
      throws IOException {
    try {
      return file.isParquet() ? parquet(file, configuration) : text(file, separator, configuration);
    } catch (TableFault e) {
      return new TableSummary(file, List.of(), "", e.about(file.name()));
    } catch (IOException e) {
      throw new IOException("Cannot read " + file.location() + ": " + e.getMessage(), e);
    }
  }

  private static TableSummary text(TableFile file, String separator, Configuration configuration)
      throws IOException {
    InputStream in = file.open(configuration);
    try (TextRows rows = TextRows.of(in, separator)) {
      TextRows.TextRow row = rows.next();
      while (row != null) {
        row = rows.next();
      }
      return new TableSummary(file, rows.header(), "", null);
    }
  }

  private static TableSummary parquet(TableFile file, Configuration configuration)
      throws IOException {
    MessageType schema = schema(file, configuration);
    List<String> columns = new ArrayList<>();
    for (Type field : schema.getFields()) {
      columns.add(field.getName());
    }
    return new TableSummary(file, columns, schema.toString(), null);
  }

  private static MessageType schema(TableFile file, Configuration configuration)
      throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(file.path(), configuration);
    if (input.getLength() == 0) {
      throw new TableFault("the file is empty (mend or remove it)");
    }
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getFileMetaData().getSchema();
    } catch (RuntimeException e) {
      // Parquet's own sign of a file that does not end in a footer, whatever is in it.
      TableFault fault =
          new TableFault("not a whole Parquet file (write it again, or give it another name)");
      fault.initCause(e);
      throw fault;
    }
  }
}
