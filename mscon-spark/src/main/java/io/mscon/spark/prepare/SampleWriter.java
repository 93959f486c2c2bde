package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.spark.parquet.RowFiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the samples of a dataset.
 *
 * @param data what to write
 * @param labels in the order of the columns
 * @param pictures reads their files
 * @param folder where to
 * @param hadoop Hadoop's configuration
 * @param progress is told of every shard
 */
record SampleWriter(
    DataConfiguration data,
    List<LabelParser> labels,
    PictureFiles pictures,
    DatasetFolder folder,
    SerializableConfiguration hadoop,
    Progress progress) {

  /**
   * Writes.
   *
   * @param accepted rows of the index
   * @param source the corpus, as the manifest names it
   * @param rejected how many pictures were rejected
   */
  DatasetManifest write(Dataset<Row> accepted, String source, long rejected) throws IOException {
    Dataset<Row> rows = accepted;
    LabelCounts counts = LabelCounts.of(rows, labels);
    RareValues rare = RareValues.of(data.labels(), counts);
    if (rare.any()) {
      rows = rows.map(rare, Encoders.row(rows.schema()));
      counts = LabelCounts.of(rows, labels);
    }
    Shards.Hashes hashes = shards(rows, counts.pictures());
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        data.layout().name().toLowerCase(Locale.ROOT),
        source,
        counts.schemas(),
        counts.splits(),
        rejected,
        folder.dataFiles(),
        hashes.content(),
        data.pictures().description());
  }

  private Shards.Hashes shards(Dataset<Row> rows, long count) throws IOException {
    Shards shards = Shards.of(rows, count, data.shardSize());
    SampleRows samples =
        new SampleRows(pictures, new StoredPictures(data.pictures(), data.pixelLimit()));
    StructType columns = SampleRows.schema(labels);
    Shards.Hashes hashes = shards.hashes(columns, samples.stored());
    RowFiles files = new RowFiles(columns, false, hadoop);
    new ShardWriter(samples, files, folder.work().samples().toString(), hashes.shards())
        .write(shards, count, progress);
    return hashes;
  }
}
