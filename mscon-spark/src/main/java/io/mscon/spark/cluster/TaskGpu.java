package io.mscon.spark.cluster;

import io.mscon.model.Engine;
import io.mscon.model.gpu.CudaBackend;
import io.mscon.model.gpu.GpuChoice;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The GPU that Spark gave to a task. An executor has one and runs one lane at a time, so all its
 * tasks are given the same.
 */
public final class TaskGpu {
  private static final String RESOURCE = "gpu";
  private static final String DRIVER = "driver";

  private TaskGpu() {}

  /** Its address, if Spark hands out GPUs and this is a task. */
  public static Optional<String> address() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpus = task == null ? null : task.resourcesJMap().get(RESOURCE);
    return gpus == null || gpus.addresses().length == 0
        ? Optional.empty()
        : Optional.of(gpus.addresses()[0]);
  }

  /**
   * Gives this process the task's GPU, if the network runs on one; to be called before a network is
   * made.
   *
   * @param engine that will run it
   * @throws IllegalStateException if the GPU can't be used; the message says why and what to do
   */
  public static void take(Engine engine) {
    if (!CudaBackend.runs(engine)) {
      return;
    }
    Optional<String> address = address();
    if (address.isEmpty() && !inDriver()) {
      throw new IllegalStateException(
          "Cannot run on a GPU: the task was given none (set spark.executor.resource.gpu.amount=1"
              + " and spark.task.resource.gpu.amount=1, or compute.engine=onednn)");
    }
    GpuChoice.ofThisProcess().take(address);
  }

  /**
   * Gives this process a GPU if executors will be its threads, so that one that is not there is
   * missed before anything else is done.
   *
   * @param engine that will run the network
   * @param master Spark's, where nothing else says it
   * @throws IllegalStateException if there is none that can be used
   */
  public static void takeIfLocal(Engine engine, String master) {
    String wanted = new SparkConf().get("spark.master", master);
    if (CudaBackend.runs(engine) && (wanted.equals("local") || wanted.startsWith("local["))) {
      GpuChoice.ofThisProcess().take(Optional.empty());
    }
  }

  /** There Spark gives tasks nothing: the process takes the first card. */
  private static boolean inDriver() {
    SparkEnv environment = SparkEnv.get();
    return environment == null || environment.executorId().equals(DRIVER);
  }
}
