package io.mscon.spark.train.averaging;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Runs the Spark job of a round. */
@FunctionalInterface
public interface RoundCollector {
  /** Collects at once, as Spark does by itself. */
  RoundCollector PLAIN = JavaRDD::collect;

  /**
   * Runs the job.
   *
   * @param states of the workers, one per partition
   * @return them in the order of the partitions
   */
  List<WorkerState> collect(JavaRDD<WorkerState> states);
}
