package io.mscon.spark.preflight;

import io.mscon.model.EncoderDepth;
import io.mscon.model.Engine;
import io.mscon.model.Network;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Networks;
import io.mscon.model.Stem;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.TaskGpu;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkEnv;

/**
 * What an executor says of itself.
 *
 * @param executor Spark's name of it
 * @param pid its process
 * @param host its machine
 * @param engine what runs the network, empty if it can't be loaded
 * @param failure why it can't, or empty
 * @param threads OMP_NUM_THREADS, or empty
 * @param gpu address of the GPU that the task was given, or empty
 * @param memory what it may take
 */
record ExecutorReport(
    String executor,
    long pid,
    String host,
    String engine,
    String failure,
    String threads,
    String gpu,
    MemoryLimits memory)
    implements Serializable {
  private static final NetworkSpec TINY =
      new NetworkSpec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 8, List.of());

  /** The report of this JVM, made in a task. */
  static ExecutorReport ofThisJvm(Engine engine) {
    String description = "";
    String failure = "";
    try {
      description = description(engine);
    } catch (IllegalStateException | IllegalArgumentException | LinkageError e) {
      failure = String.valueOf(e.getMessage());
    }
    String threads = System.getenv("OMP_NUM_THREADS");
    SparkEnv environment = SparkEnv.get();
    return new ExecutorReport(
        environment.executorId(),
        ProcessHandle.current().pid(),
        environment.blockManager().blockManagerId().host(),
        description,
        failure,
        threads == null ? "" : threads.trim(),
        TaskGpu.address().orElse(""),
        MemoryLimits.ofThisJvm());
  }

  private static String description(Engine engine) {
    TaskGpu.take(engine);
    try (Network network = Networks.create(TINY, engine, Precision.FLOAT32)) {
      return network.describeEngine();
    }
  }

  String inWords() {
    return "executor " + executor + " (" + host + ")";
  }
}
