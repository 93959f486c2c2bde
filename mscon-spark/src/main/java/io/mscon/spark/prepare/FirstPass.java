package io.mscon.spark.prepare;

import io.mscon.spark.cluster.LiteralPaths;
import io.mscon.spark.parquet.RowFiles;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Checks every entry and writes the index. Each task writes a file of it when it is done, so that a
 * preparation that is stopped has lost no more than the tasks at work.
 *
 * @param check of an entry
 * @param files how the index is written
 * @param target folder of the index
 */
record FirstPass(EntryCheck check, RowFiles files, String target) implements Serializable {
  /** So many cost about a second, and a file of some ten thousand bytes. */
  private static final int PICTURES_PER_TASK = 1024;

  /** Small tasks, so that the last one keeps nobody waiting. */
  private static final int TASKS_PER_CORE = 8;

  /**
   * Runs.
   *
   * @param spark the session to work with
   * @param entries the raw entries
   * @param known what earlier preparations found out
   * @param progress is told of every task that is done
   */
  CheckReport run(
      SparkSession spark, Dataset<Row> entries, Optional<Dataset<Row>> known, Progress progress) {
    long count = entries.count();
    JavaRDD<Row> work = WorkList.of(entries, known, tasks(spark, count)).javaRDD();
    AtomicReference<CheckReport> sum = new AtomicReference<>(CheckReport.NOTHING);
    progress.begin(Stage.CHECK, count);
    TaskResults.forEach(
        work.mapPartitions(this::part),
        report -> {
          sum.updateAndGet(report::plus);
          progress.add(report.entries(), report.rejected());
        });
    return sum.get();
  }

  private static int tasks(SparkSession spark, long entries) {
    long least = (long) TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
    long wanted = Math.max(1, (entries + PICTURES_PER_TASK - 1) / PICTURES_PER_TASK);
    return Math.toIntExact(Math.max(wanted, Math.min(least, entries / 16 + 1)));
  }

  private Iterator<CheckReport> part(Iterator<Row> work) throws IOException {
    CheckedEntries checked = check.check(work);
    if (checked.hasNext()) {
      String name = String.format("part-%06d.parquet", TaskContext.getPartitionId());
      files.write(new Path(target, name), Map.of(), checked);
    }
    return List.of(checked.report()).iterator();
  }

  /** What was written. */
  Dataset<Row> index(SparkSession spark) {
    return spark.read().schema(files.columns()).parquet(LiteralPaths.escape(target));
  }
}
