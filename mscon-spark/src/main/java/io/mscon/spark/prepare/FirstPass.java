package io.mscon.spark.prepare;

import io.mscon.spark.cluster.LiteralPaths;
import io.mscon.spark.parquet.RowFiles;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Checks every entry and writes the index. Each task writes a file of it whenever it has checked so
 * many pictures, so that a preparation that is stopped loses no more than these.
 *
 * @param check of an entry
 * @param files how the index is written
 * @param target folder of the index
 */
record FirstPass(EntryCheck check, RowFiles files, String target) implements Serializable {
  /** So many small ones cost a core less than a second. */
  private static final int PICTURES_PER_FILE = 1024;

  /** Small tasks, so that the last one keeps nobody waiting. */
  private static final int LEAST_TASKS_PER_CORE = 8;

  private static final int MOST_TASKS_PER_CORE = 64;

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
    int cores = spark.sparkContext().defaultParallelism();
    LongAccumulator counted = spark.sparkContext().longAccumulator();
    JavaRDD<Row> dealt =
        WorkList.of(entries, known, MOST_TASKS_PER_CORE * cores, counted).javaRDD();
    long count = counted(counted, entries);
    AtomicReference<CheckReport> sum = new AtomicReference<>(CheckReport.NOTHING);
    progress.begin(Stage.CHECK, count);
    TaskResults.forEach(
        dealt.coalesce(tasks(count, cores)).mapPartitions(this::files),
        report -> {
          sum.updateAndGet(report::plus);
          progress.add(report.entries(), report.rejected());
        });
    return sum.get();
  }

  /** With adaptive execution Spark has dealt the entries out by now. */
  private static long counted(LongAccumulator counted, Dataset<Row> entries) {
    return counted.value() > 0 ? counted.value() : entries.count();
  }

  /** Fewer for small corpora, which would spend their time on starting them. */
  private static int tasks(long entries, int cores) {
    long least = Math.min(LEAST_TASKS_PER_CORE * (long) cores, entries / 16 + 1);
    long full = entries / PICTURES_PER_FILE;
    return (int) Math.max(least, Math.min(MOST_TASKS_PER_CORE * (long) cores, full));
  }

  private Iterator<CheckReport> files(Iterator<Row> work) throws IOException {
    CheckedEntries checked = check.check(work);
    for (int file = 0; checked.hasNext(); file++) {
      String name =
          String.format(Locale.ROOT, "part-%06d-%06d.parquet", TaskContext.getPartitionId(), file);
      files.write(new Path(target, name), Map.of(), checked.next(PICTURES_PER_FILE));
    }
    return List.of(checked.report()).iterator();
  }

  /** What was written. */
  Dataset<Row> index(SparkSession spark) {
    return spark.read().schema(files.columns()).parquet(LiteralPaths.escape(target));
  }
}
