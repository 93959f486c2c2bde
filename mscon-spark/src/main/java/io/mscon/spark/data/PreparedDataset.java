package io.mscon.spark.data;

import io.mscon.data.DatasetManifest;
import io.mscon.data.Split;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.LiteralPaths;
import java.io.FileNotFoundException;
import java.io.IOException;
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
   * The samples of a split.
   *
   * @param split which
   */
  public Dataset<Row> samples(Split split) {
    return samples().where("split = '" + split.label() + "'");
  }
}
