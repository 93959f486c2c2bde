package io.mscon.spark.prepare;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.Problems;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The corpus that a configuration names.
 *
 * @param spark reads it
 * @param data what to read
 * @param splits chooses splits where the corpus has none
 */
record RawCorpus(SparkSession spark, DataConfiguration data, SplitChooser splits) {

  /**
   * Its folder.
   *
   * @throws ConfigurationException if there is none, or the labels can be no columns
   */
  CorpusFolder folder() throws IOException {
    Problems problems = new Problems();
    LabelChecks.check(data.labels(), problems);
    if (data.source().isBlank()) {
      problems.add("Cannot prepare: no folder (set data.source)");
      problems.throwIfAny();
    }
    CorpusFolder folder = CorpusFolder.open(data.source(), hadoop());
    if (!folder.isFolder(".")) {
      problems.add("Cannot prepare: folder %s does not exist (set data.source)", location());
    }
    problems.throwIfAny();
    return folder;
  }

  /** Where it is, for people. */
  String location() throws IOException {
    return HadoopStorage.open(data.source(), hadoop()).location();
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Its entries, with the columns of {@link Entries}.
   *
   * @throws ConfigurationException with everything that makes the corpus unusable as a whole
   */
  Dataset<Row> entries(CorpusFolder folder) throws IOException {
    Problems problems = new Problems();
    Dataset<Row> entries = CorpusImporter.of(spark, data, folder).entries(problems);
    problems.throwIfAny();
    return stratified(Entries.checked(entries, data.duplicates().sameId()));
  }

  private Dataset<Row> stratified(Dataset<Row> entries) {
    if (data.splitStratifyBy().isEmpty()) {
      return entries;
    }
    List<String> names = data.labels().stream().map(Label::name).toList();
    return StratifiedSplits.choose(entries, names.indexOf(data.splitStratifyBy()), splits);
  }
}
