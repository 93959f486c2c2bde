package io.mscon.benchmark;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.Reduction;
import io.mscon.loss.Rows;
import io.mscon.loss.Targets;
import io.mscon.loss.UnitRows;
import io.mscon.loss.Weighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Times the loss of a whole batch, forward and backward: three categorical metrics, two views, rows
 * of 128 numbers, float32. One core if the environment says OMP_NUM_THREADS=1. Garbage counts as
 * memory, so a small heap measures best.
 */
public final class LossBenchmark {
  /** Metrics of the measured batch. */
  public static final int METRICS = 3;

  /** Numbers in a row. */
  public static final int COLUMNS = 128;

  private static final int VIEWS = 2;
  private static final int WARM_UP_ROWS = 1024;
  private static final int REPETITIONS = 3;
  private static final int ROWS_WORTH_REPEATING = 16384;
  private static final double MEBIBYTE = 1 << 20;

  private final ContrastiveLoss loss =
      new ContrastiveLoss(0.1, 1, Reduction.VALID, new Weighting.Kendall(), true);
  private final double residentBefore;

  private LossBenchmark() throws IOException {
    run(batch(WARM_UP_ROWS));
    MatrixPeak.gigaflops();
    System.gc();
    residentBefore = ProcessMemory.resident();
  }

  /**
   * Loads the native library and compiles what will be measured.
   *
   * @throws IOException if the memory of the process can't be read
   */
  public static LossBenchmark warmUp() throws IOException {
    return new LossBenchmark();
  }

  /**
   * Measures one size: the best of three runs, or one run of a large batch.
   *
   * @param rows N, even, 2 or more
   * @throws IOException if the memory of the process can't be read
   */
  public LossSpeed measure(int rows) throws IOException {
    if (rows < VIEWS || rows % VIEWS != 0) {
      throw new IllegalArgumentException(
          "Invalid number of rows: " + rows + " (must be even and at least " + VIEWS + ")");
    }
    double peakGigaflops = MatrixPeak.gigaflops();
    Batch batch = batch(rows);
    double seconds = Double.MAX_VALUE;
    double processorSeconds = Double.MAX_VALUE;
    ProcessMemory.restartPeak();
    for (int i = 0; i < (rows <= ROWS_WORTH_REPEATING ? REPETITIONS : 1); i++) {
      System.gc();
      Stopwatch watch = Stopwatch.start();
      run(batch);
      seconds = Math.min(seconds, watch.seconds());
      processorSeconds = Math.min(processorSeconds, watch.processorSeconds());
    }
    double mebibytes = ProcessMemory.peak() - residentBefore - batch.mebibytes();
    double gigaflops = 4e-9 * METRICS * COLUMNS * rows * rows / processorSeconds;
    return new LossSpeed(
        rows, seconds, processorSeconds, gigaflops, peakGigaflops, Math.max(0, mebibytes));
  }

  private record Batch(List<Targets> targets, List<Rows> unit) {
    double mebibytes() {
      return unit.stream().mapToDouble(rows -> 4.0 * rows.count() * rows.columns()).sum()
          / MEBIBYTE;
    }
  }

  private void run(Batch batch) {
    loss.evaluate(batch.targets, batch.unit, new double[METRICS]);
  }

  private static Batch batch(int rows) {
    Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
    Random random = new Random(7);
    for (int metric = 0; metric < METRICS; metric++) {
      int[] classes = random.ints(rows / VIEWS, 0, 4 + 10 * metric).toArray();
      Metric kind = new Metric.Categorical("metric" + metric);
      BatchLabels labels = new BatchLabels.Classes(classes);
      batch.targets.add(Targets.of(kind, labels, MissingLabels.EXCLUDE, VIEWS));
      batch.unit.add(unitRows(rows, random));
    }
    return batch;
  }

  private static Rows unitRows(int rows, Random random) {
    float[] values = new float[Math.multiplyExact(rows, COLUMNS)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return UnitRows.normalise(new Rows.Float32(values, COLUMNS)).unit();
  }
}
