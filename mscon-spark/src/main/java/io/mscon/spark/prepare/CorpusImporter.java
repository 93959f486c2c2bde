package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration;
import io.mscon.config.Problems;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a corpus in one layout. */
sealed interface CorpusImporter permits TableImporter, Zappos50kImporter {

  /** The importer of the configured layout. */
  static CorpusImporter of(SparkSession spark, DataConfiguration data, CorpusFolder folder) {
    return switch (data.layout()) {
      case TABLE -> new TableImporter(spark, data, folder);
      case ZAPPOS50K -> new Zappos50kImporter(spark, data, folder);
    };
  }

  /**
   * The raw entries, with the columns of {@link Entries}.
   *
   * @param problems takes what makes the corpus unusable as a whole; if there is any, the result
   *     means nothing
   */
  Dataset<Row> entries(Problems problems) throws IOException;
}
