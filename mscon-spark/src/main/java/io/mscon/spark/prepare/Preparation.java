package io.mscon.spark.prepare;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.run.Sha256;
import io.mscon.spark.parquet.RowFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a dataset of a raw corpus. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** Raised whenever the same inputs make another dataset than before. */
  private static final int VERSION = 1;

  private final SparkSession spark;
  private final DataConfiguration data;
  private final RawCorpus raw;
  private final long seed;
  private final String directory;
  private final PrepareOptions options;
  private final DatasetFolder.Locking locking;
  private final List<LabelParser> labels;
  private final Progress progress;

  private Preparation(
      SparkSession spark,
      DataConfiguration data,
      long seed,
      String directory,
      PrepareOptions options,
      DatasetFolder.Locking locking) {
    this.spark = spark;
    this.data = data;
    this.seed = seed;
    this.directory = directory;
    this.options = options;
    this.locking = locking;
    raw = new RawCorpus(spark, data, SplitChooser.of(seed, data.splitFractions()));
    labels = data.labels().stream().map(LabelParser::of).toList();
    progress = new Progress(options.progress(), System::nanoTime);
  }

  /**
   * Prepares a dataset in the usual way: see the method with options.
   *
   * @param spark the session to work with
   * @param data what to read
   * @param seed of the assignment to splits
   * @param datasetDirectory the dataset's folder: a path or any Hadoop URL
   */
  public static PrepareSummary run(
      SparkSession spark, DataConfiguration data, long seed, String datasetDirectory)
      throws IOException {
    return run(spark, data, seed, datasetDirectory, PrepareOptions.USUAL);
  }

  /**
   * Prepares a dataset. One that stands in the folder already is left as it is if it was made of
   * the same; otherwise it is replaced, but only by a complete one. Pictures that an earlier
   * preparation decoded, finished or not, are not decoded again while their files' lengths and
   * times stay the same. What comes out does not depend on it.
   *
   * @param spark the session to work with
   * @param data what to read
   * @param seed of the assignment to splits
   * @param datasetDirectory the dataset's folder: a path or any Hadoop URL
   * @param options how
   * @throws ConfigurationException if the corpus and the configuration don't fit, with all problems
   * @throws TooManyRejectsException if a larger share of pictures than data.rejects-limit is
   *     rejected; the list stands beside the dataset's folder, in {@code <folder>-rejects.jsonl}
   * @throws DuplicatesException if pictures stand twice and data.duplicates forbids it; the list
   *     stands there too
   * @throws IOException if a file system fails, the folder holds something else, or another
   *     preparation works on it
   */
  public static PrepareSummary run(
      SparkSession spark,
      DataConfiguration data,
      long seed,
      String datasetDirectory,
      PrepareOptions options)
      throws IOException {
    return run(spark, data, seed, datasetDirectory, options, DatasetFolder.Locking.USUAL);
  }

  static PrepareSummary run(
      SparkSession spark,
      DataConfiguration data,
      long seed,
      String datasetDirectory,
      PrepareOptions options,
      DatasetFolder.Locking locking)
      throws IOException {
    return new Preparation(spark, data, seed, datasetDirectory, options, locking).run();
  }

  private PrepareSummary run() throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    CorpusFolder corpus = raw.folder();
    Dataset<Row> entries = raw.entries(corpus);
    try (DatasetFolder folder = DatasetFolder.begin(directory, hadoop, locking)) {
      return prepare(corpus, entries, folder);
    }
  }

  private PrepareSummary prepare(CorpusFolder corpus, Dataset<Row> entries, DatasetFolder folder)
      throws IOException {
    PictureFiles pictures = new PictureFiles(CorpusFiles.of(corpus), data.pixelLimit());
    String rules = KnownPictures.rules(corpus, data.pixelLimit());
    FirstPass first = firstPass(pictures, rules, folder);
    CheckReport report = first.run(spark, entries, known(folder, rules), progress);
    folder.work().removeEarlierIndexes();
    String inputs = inputs(report);
    Optional<DatasetManifest> unchanged = folder.unchanged(inputs);
    if (unchanged.isPresent()) {
      RejectList rejects = folder.rejects();
      folder.keep(report.decoded() > 0, inputs);
      return summary(folder, unchanged.get(), rejects, report, true);
    }
    return write(first.index(spark), report, inputs, pictures, folder);
  }

  private PrepareSummary write(
      Dataset<Row> index,
      CheckReport report,
      String inputs,
      PictureFiles pictures,
      DatasetFolder folder)
      throws IOException {
    Dataset<Row> accepted = Index.accepted(index);
    try (Duplicates duplicates = Duplicates.of(accepted, data.duplicates())) {
      RejectList rejects = writeRejects(index, duplicates, folder);
      new RejectLimit(data).check(rejects, report.entries(), folder);
      DatasetManifest manifest =
          new SampleWriter(data, labels, pictures, folder, hadoop(), progress)
              .write(duplicates.kept(accepted), raw.location(), rejects.count(RejectKind.PICTURE));
      folder.publish(inputs, manifest.toJson());
      return summary(folder, manifest, rejects, report, false);
    }
  }

  private static PrepareSummary summary(
      DatasetFolder folder,
      DatasetManifest manifest,
      RejectList rejects,
      CheckReport report,
      boolean unchanged) {
    return new PrepareSummary(
        folder.location(),
        manifest,
        rejects.count(RejectKind.LABEL),
        rejects.count(RejectKind.KEPT_DUPLICATE),
        rejects.first(),
        report.decoded(),
        unchanged);
  }

  private Optional<Dataset<Row>> known(DatasetFolder folder, String rules) throws IOException {
    if (options.readAll()) {
      folder.work().removeEarlierIndexes();
      return Optional.empty();
    }
    return KnownPictures.read(spark, folder.earlierIndexes(), rules);
  }

  private FirstPass firstPass(PictureFiles pictures, String rules, DatasetFolder folder) {
    EntryCheck check = new EntryCheck(pictures, rules, raw.splits(), labels);
    RowFiles files = new RowFiles(Index.schema(labels), true, hadoop());
    return new FirstPass(check, files, folder.work().index().toString());
  }

  private SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
  }

  /** Everything that decides what the dataset holds. */
  private String inputs(CheckReport report) {
    String all =
        String.join(
            "\n",
            Integer.toString(VERSION),
            data.toString(),
            Long.toString(seed),
            Long.toString(report.entries()),
            report.content().toString(Character.MAX_RADIX));
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }

  private static RejectList writeRejects(
      Dataset<Row> index, Duplicates duplicates, DatasetFolder folder) throws IOException {
    RejectList rejects;
    try (OutputStream out = folder.files().create(folder.work().rejects(), true)) {
      rejects = RejectList.write(index, duplicates, out);
    }
    log(rejects);
    return rejects;
  }

  private static void log(RejectList rejects) {
    rejects
        .first(RejectKind.PICTURE)
        .forEach(reject -> LOG.warn("Cannot read image {} (kept in rejects)", reject));
    rejects
        .first(RejectKind.LABEL)
        .forEach(reject -> LOG.warn("Cannot read {} (kept in rejects)", reject));
    if (!rejects.counts().isEmpty()) {
      LOG.warn(
          "Rejected {} pictures, and {} labels of kept pictures; {} pictures stand twice",
          rejects.count(RejectKind.PICTURE),
          rejects.count(RejectKind.LABEL),
          rejects.count(RejectKind.KEPT_DUPLICATE));
    }
  }
}
