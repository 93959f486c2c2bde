package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.run.Storage;
import io.mscon.spark.data.PreparedDataset;
import org.apache.spark.sql.SparkSession;

/**
 * What a caller asks of a trainer.
 *
 * @param spark the session to work with
 * @param configuration of the run
 * @param dataset to learn from
 * @param run the run's folder
 * @param resume whether to go on from the newest good checkpoint; a complete run is left as it is
 * @param listener is told of every step
 * @param stop asks for an early end
 */
public record TrainingRequest(
    SparkSession spark,
    Configuration configuration,
    PreparedDataset dataset,
    Storage run,
    boolean resume,
    TrainingListener listener,
    StopRequest stop) {

  /**
   * The same in another folder.
   *
   * @param folder for the run
   */
  TrainingRequest in(Storage folder) {
    return new TrainingRequest(spark, configuration, dataset, folder, resume, listener, stop);
  }
}
