package io.mscon.spark.preflight;

import io.mscon.config.Configuration;
import io.mscon.model.NetworkSpec;
import io.mscon.run.Storage;
import io.mscon.spark.data.PreparedDataset;
import org.apache.spark.sql.SparkSession;

/**
 * What there is to look at.
 *
 * @param spark the session that the training will use
 * @param configuration of the run
 * @param dataset to learn from
 * @param run the run's folder
 * @param executors those that answered
 */
record PreflightContext(
    SparkSession spark,
    Configuration configuration,
    PreparedDataset dataset,
    Storage run,
    Executors executors) {

  /** Pictures of the training split. */
  long trainingPictures() {
    var split = dataset.manifest().splits().get("train");
    return split == null ? 0 : split.pictures();
  }

  /** Pictures of a micro-batch: a lane's part of a batch may be smaller than the setting. */
  int microBatch() {
    int part = configuration.train().globalBatch() / configuration.train().lanes();
    return Math.min(configuration.train().microBatch(), Math.max(part, 1));
  }

  NetworkSpec network() {
    // Labels that are not there have no values; another check tells of them.
    return configuration.network(label -> Math.max(1, dataset.manifest().classes(label)));
  }
}
