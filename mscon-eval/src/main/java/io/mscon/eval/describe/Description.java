package io.mscon.eval.describe;

import io.mscon.config.Configuration;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A look at a prepared dataset, for people. */
public final class Description {
  private Description() {}

  /**
   * Counts the samples, writes the page, and tells the same in text. The same dataset and settings
   * give the same page, byte for byte.
   *
   * @param spark the session to work with
   * @param configuration says what the metrics are and how pictures are augmented
   * @param dataset what to look at
   * @param output the page's file, a path or any Hadoop URL; empty for {@value
   *     PreparedDataset#DESCRIPTION} in the dataset's folder
   * @return for a terminal
   * @throws io.mscon.config.ConfigurationException if a metric is no label of the dataset
   * @throws IOException if the dataset can't be read or the page can't be written
   */
  public static String write(
      SparkSession spark, Configuration configuration, PreparedDataset dataset, String output)
      throws IOException {
    Path page = page(dataset, output);
    DatasetDescription description = new DatasetDescriber(configuration, dataset).describe();
    String location = write(spark, page, DescriptionPage.of(description));
    return DescriptionText.of(description) + "\nPage: " + location + "\n";
  }

  private static Path page(PreparedDataset dataset, String output) {
    return output.isEmpty()
        ? new Path(dataset.location(), PreparedDataset.DESCRIPTION)
        : new Path(output);
  }

  private static String write(SparkSession spark, Path page, String text) throws IOException {
    org.apache.hadoop.conf.Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path file = page.getFileSystem(hadoop).makeQualified(page);
    if (file.getParent() == null || file.getFileSystem(hadoop).isDirectory(file)) {
      throw new IOException(
          "Cannot write the page to " + page + ": it is a folder (name a file with --output)");
    }
    HadoopStorage folder = HadoopStorage.open(file.getParent().toString(), hadoop);
    try {
      folder.writeText(file.getName(), text);
    } catch (IOException e) {
      throw new IOException(
          "Cannot write the page to %s: %s (name another file with --output)"
              .formatted(page, e.getMessage()),
          e);
    }
    return folder.location() + "/" + file.getName();
  }
}
