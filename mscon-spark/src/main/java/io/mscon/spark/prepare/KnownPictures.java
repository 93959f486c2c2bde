package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.col;

import io.mscon.run.Sha256;
import io.mscon.spark.cluster.LiteralPaths;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What earlier preparations, finished or not, found out about the pictures of a corpus. */
final class KnownPictures {
  /** Raised whenever other files count as pictures, or for other reasons, than before. */
  private static final int VERSION = 2;

  private static final StructType COLUMNS =
      new StructType().add("image", DataTypes.StringType).add(Index.FILE, PictureFinding.SCHEMA);

  private KnownPictures() {}

  /** Names everything besides the file's bytes that decides what is found out about it. */
  static String rules(CorpusFolder corpus, long pixelLimit) {
    String all = String.join("\n", "" + VERSION, "" + pixelLimit, corpus.root());
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads indexes.
   *
   * @param spark the session to read with
   * @param indexes their folders
   * @param rules that hold now: what was found out by others does not count
   * @return columns image and known; nothing if there is no index
   */
  static Optional<Dataset<Row>> read(SparkSession spark, List<Path> indexes, String rules) {
    if (indexes.isEmpty()) {
      return Optional.empty();
    }
    String[] paths =
        indexes.stream().map(path -> LiteralPaths.escape(path.toString())).toArray(String[]::new);
    return Optional.of(
        spark
            .read()
            .schema(COLUMNS)
            // A machine that lost its power may leave a part of a file: only what is in it is lost.
            .option("ignoreCorruptFiles", true)
            .parquet(paths)
            .where(col("file.length").isNotNull().and(col("file.rules").equalTo(rules)))
            .select(col("image"), col(Index.FILE).as(WorkList.KNOWN)));
  }
}
