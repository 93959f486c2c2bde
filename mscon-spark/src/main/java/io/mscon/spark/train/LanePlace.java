package io.mscon.spark.train;

import io.mscon.spark.cluster.TaskGpu;
import java.io.Serializable;
import org.apache.spark.SparkEnv;

/**
 * Where a lane is at work.
 *
 * @param lane its number
 * @param executor Spark's name of the executor
 * @param host its machine
 * @param gpu address of its GPU, or empty
 * @param engine what runs its network
 */
record LanePlace(int lane, String executor, String host, String gpu, String engine)
    implements Serializable {

  /** That of a lane in its task. */
  static LanePlace ofThisTask(int lane, String engine) {
    SparkEnv environment = SparkEnv.get();
    return new LanePlace(
        lane,
        environment.executorId(),
        environment.blockManager().blockManagerId().host(),
        TaskGpu.address().orElse(""),
        engine);
  }

  @Override
  public String toString() {
    return "lane "
        + lane
        + " on executor "
        + executor
        + " ("
        + host
        + ")"
        + (gpu.isEmpty() ? "" : ", GPU " + gpu);
  }
}
