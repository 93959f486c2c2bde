package io.mscon.spark.data;

import io.mscon.data.DatasetManifest;
import io.mscon.data.Split;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.LiteralPaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code prepare} wrote: {@code dataset.json} and {@code samples/} with the columns id
 * (string), split (string), image (binary, encoded), and one of each label's name: string for
 * categorical labels, array of strings for multi-valued ones, double for continuous ones; null
 * where the label is missing.
 */
public final class PreparedDataset {
  /** Name of the manifest. */
  public static final String MANIFEST = "dataset.json";

  /** Folder of the Parquet files. */
  public static final String SAMPLES = "samples";

  /** List of the rejected pictures, a JSON object with image and reason a line. */
  public static final String REJECTS = "rejects.jsonl";

  /**
   * Folder of what {@code prepare} found out about the corpus, Parquet: the picture of each sample,
   * its file's length and time. The next preparation reads it; nobody else needs it.
   */
  public static final String INDEX = "index";

  /** The page that {@code mscon describe} writes. */
  public static final String DESCRIPTION = "description.html";

  private static final String REJECTS_SCHEMA = "image string, id string, reason string";

  private final SparkSession spark;
  private final Storage storage;
  private final DatasetManifest manifest;

  private PreparedDataset(SparkSession spark, Storage storage, DatasetManifest manifest) {
    this.spark = spark;
    this.storage = storage;
    this.manifest = manifest;
  }

  /**
   * Opens a dataset.
   *
   * @param spark the session to read with
   * @param directory its folder
   * @throws IOException if there is none, or it can't be read
   */
  public static PreparedDataset open(SparkSession spark, String directory) throws IOException {
    Storage storage = HadoopStorage.open(directory, spark.sparkContext().hadoopConfiguration());
    try {
      return new PreparedDataset(
          spark, storage, DatasetManifest.fromJson(storage.readText(MANIFEST)));
    } catch (FileNotFoundException e) {
      throw new IOException(
          "Cannot open dataset " + directory + ": there is no " + MANIFEST + " (run mscon prepare)",
          e);
    }
  }

  /** Its folder. */
  public String location() {
    return storage.location();
  }

  /** Labels, vocabularies and counts. */
  public DatasetManifest manifest() {
    return manifest;
  }

  /** All samples. */
  public Dataset<Row> samples() {
    return spark.read().parquet(LiteralPaths.escape(storage.location() + "/" + SAMPLES));
  }

  /**
   * The list of rejects with the columns image, id and reason, in the file's order; nothing if the
   * dataset has none.
   *
   * @throws IOException if the folder can't be read
   */
  public Optional<Dataset<Row>> rejects() throws IOException {
    return storage.exists(REJECTS)
        ? Optional.of(
            spark
                .read()
                .schema(REJECTS_SCHEMA)
                .json(LiteralPaths.escape(storage.location() + "/" + REJECTS)))
        : Optional.empty();
  }

  /**
   * The samples of a split.
   *
   * @param split which
   */
  public Dataset<Row> samples(Split split) {
    return samples().where("split = '" + split.label() + "'");
  }
}
