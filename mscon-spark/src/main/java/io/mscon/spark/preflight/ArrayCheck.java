package io.mscon.spark.preflight;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Do numbers come back from an executor as they went, bit for bit? */
final class ArrayCheck implements PreflightCheck {
  private static final float[] NUMBERS = {
    0f, -0f, 1f, -1.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY
  };

  @Override
  public String subject() {
    return "arrays on their way to executors";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    byte[] sent = new Values.Float32(NUMBERS).toBytes();
    byte[] returned = returned(context, sent);
    if (!Arrays.equals(sent, returned)) {
      findings.machine(
          "Cannot send arrays to executors: numbers come back changed (%s; set spark.serializer"
              + " back to Java's, and use one version of Java on all machines)",
          Arrays.toString(returned));
    }
  }

  /** By the roads of a training step: a broadcast there, a task's result back. */
  private static byte[] returned(PreflightContext context, byte[] sent) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Broadcast<byte[]> broadcast = spark.broadcast(sent);
    try {
      return spark
          .parallelize(List.of(0), 1)
          .map(task -> Precision.FLOAT32.fromBytes(broadcast.value()).toBytes())
          .collect()
          .get(0);
    } finally {
      broadcast.destroy();
    }
  }
}
