package io.mscon.spark.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * One file of a table.
 *
 * @param location its URL
 * @param name what people call it, such as its path below the corpus
 */
public record TableFile(String location, String name) implements Serializable {

  Path path() {
    return new Path(location);
  }

  /** Whether it is Parquet, by its name. */
  boolean isParquet() {
    return location.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** The content, decompressed if its name ends in .gz, .bz2 or another that Hadoop knows. */
  InputStream open(Configuration configuration) throws IOException {
    FileSystem files = path().getFileSystem(configuration);
    InputStream in = files.open(path());
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path());
    if (codec == null) {
      return in;
    }
    try {
      return codec.createInputStream(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
