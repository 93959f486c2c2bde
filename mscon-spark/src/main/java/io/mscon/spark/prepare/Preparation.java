package io.mscon.spark.prepare;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.DatasetManifest;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.LiteralPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a dataset of a raw corpus. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** Small tasks, so that the last one keeps nobody waiting. */
  private static final int TASKS_PER_CORE = 8;

  private final SparkSession spark;
  private final DataConfiguration data;
  private final long seed;
  private final String directory;
  private final List<LabelParser> labels;

  private Preparation(SparkSession spark, DataConfiguration data, long seed, String directory) {
    this.spark = spark;
    this.data = data;
    this.seed = seed;
    this.directory = directory;
    labels = data.labels().stream().map(LabelParser::of).toList();
  }

  /**
   * Prepares a dataset. One that stands in the folder already is replaced, but only by a complete
   * one.
   *
   * @param spark the session to work with
   * @param data what to read
   * @param seed of the assignment to splits
   * @param datasetDirectory the dataset's folder: a path or any Hadoop URL
   * @throws ConfigurationException if the corpus and the configuration don't fit, with all problems
   * @throws TooManyRejectsException if a larger share of pictures than data.rejects-limit is
   *     rejected; the list stands beside the dataset's folder, in {@code <folder>-rejects.jsonl}
   * @throws IOException if a file system fails, or the folder holds something else
   */
  public static PrepareSummary run(
      SparkSession spark, DataConfiguration data, long seed, String datasetDirectory)
      throws IOException {
    return new Preparation(spark, data, seed, datasetDirectory).run();
  }

  private PrepareSummary run() throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    CorpusFolder corpus = corpus(hadoop);
    Dataset<Row> entries = entries(corpus);
    DatasetFolder folder = DatasetFolder.begin(directory, hadoop);
    try {
      PictureFiles pictures = new PictureFiles(corpus, data.pixelLimit());
      Dataset<Row> index = index(entries, pictures, folder.index());
      RejectList rejects = writeRejects(index, folder);
      checkLimit(rejects, index.count(), folder);
      DatasetManifest manifest = writeSamples(index, rejects, pictures, folder);
      folder.publish(manifest.toJson());
      return new PrepareSummary(folder.location(), manifest, rejects.labels(), rejects.first());
    } finally {
      folder.end();
    }
  }

  private CorpusFolder corpus(Configuration hadoop) throws IOException {
    Problems problems = new Problems();
    LabelChecks.check(data.labels(), problems);
    if (data.source().isBlank()) {
      problems.add("Cannot prepare: no folder (set data.source)");
      problems.throwIfAny();
    }
    CorpusFolder corpus = CorpusFolder.open(data.source(), hadoop);
    if (!corpus.isFolder(".")) {
      problems.add("Cannot prepare: folder %s does not exist (set data.source)", location(hadoop));
    }
    problems.throwIfAny();
    return corpus;
  }

  private String location(Configuration hadoop) throws IOException {
    return HadoopStorage.open(data.source(), hadoop).location();
  }

  private Dataset<Row> entries(CorpusFolder corpus) throws IOException {
    Problems problems = new Problems();
    Dataset<Row> entries = CorpusImporter.of(spark, data, corpus).entries(problems);
    problems.throwIfAny();
    return Entries.checked(entries);
  }

  /** The first pass. Written to disk, so that no picture is decoded twice. */
  private Dataset<Row> index(Dataset<Row> entries, PictureFiles pictures, Path path) {
    StructType schema = Index.schema(labels);
    SplitChooser splits = SplitChooser.of(seed, data.splitFractions());
    int tasks = TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
    entries
        .repartition(tasks, entries.col(Entries.ID))
        .mapPartitions(new EntryCheck(pictures, splits, labels), Encoders.row(schema))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path.toString());
    return spark.read().schema(schema).parquet(LiteralPaths.escape(path.toString()));
  }

  private static RejectList writeRejects(Dataset<Row> index, DatasetFolder folder)
      throws IOException {
    RejectList rejects;
    try (OutputStream out = folder.files().create(folder.rejects(), true)) {
      rejects = RejectList.write(index, out);
    }
    log(rejects);
    return rejects;
  }

  private static void log(RejectList rejects) {
    rejects
        .firstPictures()
        .forEach(reject -> LOG.warn("Cannot read image {} (kept in rejects)", reject));
    rejects.firstLabels().forEach(reject -> LOG.warn("Cannot read {} (kept in rejects)", reject));
    if (rejects.pictures() + rejects.labels() > 0) {
      LOG.warn(
          "Rejected {} pictures, and {} labels of kept pictures",
          rejects.pictures(),
          rejects.labels());
    }
  }

  private void checkLimit(RejectList rejects, long entries, DatasetFolder folder)
      throws IOException {
    if (entries > rejects.pictures() && rejects.pictures() <= data.rejectsLimit() * entries) {
      return;
    }
    Path list = folder.keepRejects();
    if (entries == 0) {
      throw new TooManyRejectsException(
          "Cannot prepare " + data.source() + ": it holds no picture (set data.source)");
    }
    String first =
        rejects.firstPictures().stream().map(Reject::toString).collect(Collectors.joining("\n  "));
    throw new TooManyRejectsException(
        String.format(
            Locale.ROOT,
            "Cannot prepare %s: %d of %d pictures were rejected (%.1f %%; at most %.1f %%):%n"
                + "  %s%nAll are listed in %s (mend the corpus, or raise data.rejects-limit)",
            data.source(),
            rejects.pictures(),
            entries,
            100.0 * rejects.pictures() / entries,
            100 * data.rejectsLimit(),
            first,
            list));
  }

  private DatasetManifest writeSamples(
      Dataset<Row> index, RejectList rejects, PictureFiles pictures, DatasetFolder folder)
      throws IOException {
    Dataset<Row> accepted = Index.accepted(index);
    LabelCounts counts = LabelCounts.of(accepted, labels);
    RareValues rare = RareValues.of(data.labels(), counts);
    if (rare.any()) {
      accepted = accepted.map(rare, Encoders.row(index.schema()));
      counts = LabelCounts.of(accepted, labels);
    }
    Shards shards = Shards.of(accepted, data.shardSize());
    StructType columns = SampleRows.schema(labels);
    write(shards.rows().map(new SampleRows(pictures)), columns, folder);
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        data.layout().name().toLowerCase(Locale.ROOT),
        location(spark.sparkContext().hadoopConfiguration()),
        counts.schemas(),
        counts.splits(),
        rejects.pictures(),
        folder.dataFiles(),
        shards.contentHash(columns));
  }

  private void write(JavaRDD<Row> samples, StructType columns, DatasetFolder folder)
      throws IOException {
    spark
        .createDataFrame(samples, columns)
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(folder.samples().toString());
    folder.nameShards();
  }
}
