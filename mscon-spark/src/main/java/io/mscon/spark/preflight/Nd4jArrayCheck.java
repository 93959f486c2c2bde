package io.mscon.spark.preflight;

import io.mscon.model.Engine;
import io.mscon.model.dl4j.Nd4jRuntime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import scala.Tuple2;

/**
 * Where DL4J trains: does an ND4J array come back from every executor as it went, bit for bit? DL4J
 * broadcasts network and updater state as such arrays. A training on oneDNN never loads ND4J.
 */
final class Nd4jArrayCheck implements PreflightCheck {
  private static final float[][] NUMBERS = {
    {0f, -0f, 1f, -1.5f}, {Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY}
  };

  @Override
  public String subject() {
    return "ND4J arrays on their way to executors";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    if (context.configuration().trainingEngine() != Engine.DL4J || engineFails(context)) {
      return;
    }
    try {
      Nd4jRuntime.load();
    } catch (IllegalStateException e) {
      findings.machine("Cannot run the network on the driver: %s", e.getMessage());
      return;
    }
    travel(context, findings);
  }

  /** {@link EngineCheck} says where and why. */
  private static boolean engineFails(PreflightContext context) {
    return context.executors().reports().stream().anyMatch(report -> !report.failure().isEmpty());
  }

  private static void travel(PreflightContext context, Findings findings) {
    INDArray sent = Nd4j.createFromArray(NUMBERS);
    try {
      returned(context, sent)
          .forEach(
              (executor, array) ->
                  change(sent, array)
                      .ifPresent(
                          change ->
                              findings.machine(
                                  "Cannot send ND4J arrays to executor %s: they come back changed"
                                      + " (%s; use one version of mscon and of Java on all"
                                      + " machines)",
                                  executor, change)));
    } catch (Exception e) {
      // Scala throws checked exceptions that no signature names: Spark's of a failed job is one.
      findings.machine(
          "Cannot send ND4J arrays to executors: %s (set spark.serializer back to Java's, and use"
              + " one version of mscon on all machines)",
          Preflight.rootOf(e));
    }
  }

  /** By the roads of a round of averaging: a broadcast there, a task's result back. */
  private static Map<String, INDArray> returned(PreflightContext context, INDArray sent) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Broadcast<INDArray> broadcast = spark.broadcast(sent);
    int tasks = context.executors().slots();
    Map<String, INDArray> byExecutor = new TreeMap<>();
    try {
      spark
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(task -> new Tuple2<>(SparkEnv.get().executorId(), broadcast.value()))
          .collect()
          .forEach(answer -> byExecutor.putIfAbsent(answer._1(), answer._2()));
      return byExecutor;
    } finally {
      broadcast.destroy();
    }
  }

  /** In what an array differs from the one that was sent. */
  static Optional<String> change(INDArray sent, INDArray returned) {
    if (sent.dataType() != returned.dataType() || !Arrays.equals(sent.shape(), returned.shape())) {
      return Optional.of(
          "sent %s %s, got %s %s"
              .formatted(
                  sent.dataType(),
                  Arrays.toString(sent.shape()),
                  returned.dataType(),
                  Arrays.toString(returned.shape())));
    }
    int[] bitsSent = bits(sent);
    int[] bitsReturned = bits(returned);
    int first = Arrays.mismatch(bitsSent, bitsReturned);
    return first < 0
        ? Optional.empty()
        : Optional.of(
            "number %d was %08x and is %08x"
                .formatted(first, bitsSent[first], bitsReturned[first]));
  }

  private static int[] bits(INDArray array) {
    float[] numbers = array.dup('c').data().asFloat();
    return IntStream.range(0, numbers.length)
        .map(index -> Float.floatToRawIntBits(numbers[index]))
        .toArray();
  }
}
