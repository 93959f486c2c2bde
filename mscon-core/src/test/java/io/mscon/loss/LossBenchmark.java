package io.mscon.loss;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Time, share of the processor's matrix-product speed, and memory of the loss with three
 * categorical metrics, forward and backward, D = 128.
 *
 * <p>Arguments: row counts (default 1024 … 65536). Set OMP_NUM_THREADS=1. Seconds are of the
 * calling thread's processor time, so that neighbours on a busy machine don't count, next to
 * wall-clock seconds. Work is counted as three products of N × N × D per metric, as an
 * implementation without use of symmetry does it; so the share can exceed 1. Memory is what the
 * process grows to above its size with the inputs in place; run it with a small heap ({@code -Xmx},
 * {@code -XX:+UseSerialGC}) so that garbage doesn't count.
 */
final class LossBenchmark {
  private static final int METRICS = 3;
  private static final int DIMENSION = 128;
  private static final int[] DEFAULT_ROWS = {1024, 2048, 4096, 8192, 16384, 32768, 65536};

  private LossBenchmark() {}

  /** Prints one line per number of rows. */
  public static void main(String[] arguments) throws IOException {
    int[] sizes =
        arguments.length == 0
            ? DEFAULT_ROWS
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    measure(2048, 1);
    System.out.printf(
        "%8s %10s %10s %12s %12s %8s %10s%n",
        "rows", "cpu s", "wall s", "GFLOP/s", "GEMM peak", "share", "MiB");
    for (int rows : sizes) {
      double peak = peak();
      Result result = measure(rows, rows <= 8192 ? 3 : 1);
      double speed = 6.0 * METRICS * rows * rows * DIMENSION / result.processorSeconds / 1e9;
      System.out.printf(
          "%8d %10.3f %10.3f %12.1f %12.1f %8.2f %10.0f%n",
          rows,
          result.processorSeconds,
          result.seconds,
          speed,
          peak,
          speed / peak,
          result.mebibytes);
    }
  }

  private record Result(double processorSeconds, double seconds, double mebibytes) {}

  private static Result measure(int rows, int repetitions) throws IOException {
    List<Targets> targets = new ArrayList<>();
    List<Rows> unit = new ArrayList<>();
    Random random = new Random(7);
    for (int c = 0; c < METRICS; c++) {
      int[] classes = random.ints(rows / 2, 0, 4 + 10 * c).toArray();
      targets.add(
          Targets.of(
              new Metric.Categorical("metric" + c),
              new BatchLabels.Classes(classes),
              MissingLabels.EXCLUDE,
              2));
      unit.add(UnitRows.normalise(random(rows, random)).unit());
    }
    ContrastiveLoss loss =
        new ContrastiveLoss(0.1, 1, Reduction.VALID, new Weighting.Kendall(), true);
    System.gc();
    resetPeak();
    double before = memory("VmRSS");
    double processor = Double.MAX_VALUE;
    double wall = Double.MAX_VALUE;
    for (int i = 0; i < repetitions; i++) {
      long processorStart = processorTime();
      long start = System.nanoTime();
      loss.evaluate(targets, unit, new double[METRICS]);
      wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
      processor = Math.min(processor, (processorTime() - processorStart) / 1e9);
    }
    return new Result(processor, wall, memory("VmHWM") - before);
  }

  private static Rows random(int rows, Random random) {
    float[] values = new float[rows * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Rows.Float32(values, DIMENSION);
  }

  /** Best speed of a 512 × 512 × 512 product, in GFLOP/s. */
  private static double peak() {
    int n = 512;
    float[] values = new float[n * n];
    Arrays.fill(values, 0.5f);
    FloatPointer a = new FloatPointer(values);
    FloatPointer b = new FloatPointer(values);
    FloatPointer c = new FloatPointer(values);
    double best = 0;
    for (int i = 0; i < 30; i++) {
      long start = processorTime();
      for (int repeat = 0; repeat < 10; repeat++) {
        dnnl_sgemm((byte) 'N', (byte) 'N', n, n, n, 1f, a, n, b, n, 0f, c, n);
      }
      best = Math.max(best, 20.0 * n * n * n / (processorTime() - start));
    }
    a.close();
    b.close();
    c.close();
    return best;
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void resetPeak() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }

  private static double memory(String field) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(text -> text.startsWith(field))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
  }
}
