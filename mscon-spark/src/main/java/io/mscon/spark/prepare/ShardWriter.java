package io.mscon.spark.prepare;

import io.mscon.spark.parquet.RowFiles;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * The second pass: writes each shard as a file, picture by picture. A shard's footer says what it
 * holds, so that those which a stopped preparation finished are left as they are.
 *
 * @param samples makes samples of index rows
 * @param files how shards are written
 * @param folder where to
 * @param holds for each shard, what it shall hold
 */
record ShardWriter(SampleRows samples, RowFiles files, String folder, List<String> holds)
    implements Serializable {
  private static final String HOLDS = "mscon.shard";

  /**
   * Writes the shards that are not there.
   *
   * @param shards the rows of the index, a partition a shard
   * @param count how many rows they are
   * @param progress is told of every shard
   */
  void write(Shards shards, long count, Progress progress) throws IOException {
    List<Integer> missing = missing();
    JavaRDD<Long> written = shards.rows().map(samples).mapPartitions(this::shard);
    progress.begin(Stage.WRITE, count * missing.size() / holds.size());
    TaskResults.forEach(written, missing, pictures -> progress.add(pictures, 0));
  }

  private Iterator<Long> shard(Iterator<Row> pictures) throws IOException {
    int shard = TaskContext.getPartitionId();
    Path file = new Path(folder, name(shard));
    return List.of(files.write(file, Map.of(HOLDS, holds.get(shard)), pictures)).iterator();
  }

  private static String name(int shard) {
    return String.format(Locale.ROOT, "shard-%05d.parquet", shard);
  }

  /** Numbers of the shards to write; what else is in the folder is removed. */
  private List<Integer> missing() throws IOException {
    Configuration configuration = files.configuration().value();
    Path path = new Path(folder);
    FileSystem system = path.getFileSystem(configuration);
    List<String> found = new ArrayList<>();
    for (FileStatus file : system.listStatus(path)) {
      found.add(file.getPath().getName());
    }
    List<Integer> missing = new ArrayList<>();
    for (int shard = 0; shard < holds.size(); shard++) {
      if (found.remove(name(shard)) && isWhole(shard, configuration)) {
        continue;
      }
      missing.add(shard);
    }
    for (String name : found) {
      system.delete(new Path(path, name), true);
    }
    return missing;
  }

  private boolean isWhole(int shard, Configuration configuration) throws IOException {
    Path file = new Path(folder, name(shard));
    return RowFiles.note(file, HOLDS, configuration).equals(Optional.of(holds.get(shard)));
  }
}
