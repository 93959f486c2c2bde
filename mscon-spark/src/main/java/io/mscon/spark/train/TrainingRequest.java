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
 * @param run the run's folder, taken as it is: whoever calls decides what is tried again
 * @param resume whether to go on from the newest good checkpoint
 * @param listener is told of every step
 * @param stop asks for an early end
 */
record TrainingRequest(
    SparkSession spark,
    Configuration configuration,
    PreparedDataset dataset,
    Storage run,
    boolean resume,
    TrainingListener listener,
    StopRequest stop) {}
