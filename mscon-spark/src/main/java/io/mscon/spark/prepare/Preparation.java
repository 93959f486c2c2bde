package io.mscon.spark.prepare;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.DatasetManifest;
import io.mscon.run.Sha256;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.parquet.RowFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
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
    CorpusFolder corpus = corpus(hadoop);
    Dataset<Row> entries = entries(corpus);
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
    Dataset<Row> index = first.index(spark);
    RejectList rejects = writeRejects(index, folder);
    new RejectLimit(data).check(rejects, report.entries(), folder);
    DatasetManifest manifest = writeSamples(index, rejects, pictures, folder);
    folder.publish(inputs, manifest.toJson());
    return summary(folder, manifest, rejects, report, false);
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
        rejects.labels(),
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
    EntryCheck check = new EntryCheck(pictures, rules, splits(), labels);
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
    return stratified(Entries.checked(entries));
  }

  private Dataset<Row> stratified(Dataset<Row> entries) {
    if (data.splitStratifyBy().isEmpty()) {
      return entries;
    }
    List<String> names = data.labels().stream().map(DataConfiguration.Label::name).toList();
    int label = names.indexOf(data.splitStratifyBy());
    return StratifiedSplits.choose(entries, label, splits());
  }

  private SplitChooser splits() {
    return SplitChooser.of(seed, data.splitFractions());
  }

  private static RejectList writeRejects(Dataset<Row> index, DatasetFolder folder)
      throws IOException {
    RejectList rejects;
    try (OutputStream out = folder.files().create(folder.work().rejects(), true)) {
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

  private DatasetManifest writeSamples(
      Dataset<Row> index, RejectList rejects, PictureFiles files, DatasetFolder folder)
      throws IOException {
    Dataset<Row> accepted = Index.accepted(index);
    LabelCounts counts = LabelCounts.of(accepted, labels);
    RareValues rare = RareValues.of(data.labels(), counts);
    if (rare.any()) {
      accepted = accepted.map(rare, Encoders.row(index.schema()));
      counts = LabelCounts.of(accepted, labels);
    }
    long pictures = counts.pictures();
    Shards shards = Shards.of(accepted, pictures, data.shardSize());
    SampleRows samples = new SampleRows(files);
    StructType columns = SampleRows.schema(labels);
    Shards.Hashes hashes = shards.hashes(columns, samples.stored());
    new ShardWriter(
            samples,
            new RowFiles(columns, false, hadoop()),
            folder.work().samples().toString(),
            hashes.shards())
        .write(shards, pictures, progress);
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        data.layout().name().toLowerCase(Locale.ROOT),
        location(spark.sparkContext().hadoopConfiguration()),
        counts.schemas(),
        counts.splits(),
        rejects.pictures(),
        folder.dataFiles(),
        hashes.content());
  }
}
