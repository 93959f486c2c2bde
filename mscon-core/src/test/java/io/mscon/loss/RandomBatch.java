package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.Random;

/**
 * A random batch of one metric.
 *
 * @param metric the metric
 * @param labels labels, some of them missing, some sets empty
 * @param missing policy
 * @param views V
 * @param raw [N · D] raw rows
 * @param columns D
 */
record RandomBatch(
    Metric metric,
    BatchLabels labels,
    MissingLabels missing,
    int views,
    double[] raw,
    int columns) {
  static final int KINDS = 5;

  static RandomBatch of(
      int kind, MissingLabels missing, int samples, int views, int columns, Random random) {
    double[] raw = random.doubles((long) samples * views * columns, -1, 1).toArray();
    return new RandomBatch(
        metric(kind), labels(kind, samples, random), missing, views, raw, columns);
  }

  Targets targets() {
    return Targets.of(metric, labels, missing, views);
  }

  Rows rows64() {
    return new Rows.Float64(raw.clone(), columns);
  }

  Rows rows32() {
    float[] single = new float[raw.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) raw[i];
    }
    return new Rows.Float32(single, columns);
  }

  int samples() {
    return labels.size();
  }

  BruteForceLoss bruteForce(Rows unit, double temperature, double scale, Reduction reduction) {
    return new BruteForceLoss(
        metric, labels, missing, views, matrix(unit), temperature, scale, reduction);
  }

  static double[][] matrix(Rows rows) {
    double[][] matrix = new double[rows.count()][rows.columns()];
    for (int i = 0; i < matrix.length; i++) {
      for (int d = 0; d < matrix[i].length; d++) {
        matrix[i][d] = rows.get(i, d);
      }
    }
    return matrix;
  }

  private static Metric metric(int kind) {
    return switch (kind) {
      case 0 -> new Metric.Categorical("kind");
      case 1 -> new Metric.MultiValued("any", SetMatch.ANY);
      case 2 -> new Metric.MultiValued("jaccard", SetMatch.JACCARD);
      case 3 -> new Metric.MultiValued("per-value", SetMatch.PER_VALUE);
      default -> new Metric.Continuous("height", 2.5);
    };
  }

  private static BatchLabels labels(int kind, int samples, Random random) {
    if (kind == 0) {
      return new BatchLabels.Classes(random.ints(samples, -1, 5).toArray());
    }
    if (kind == 4) {
      double[] numbers = random.doubles(samples, 0, 30).toArray();
      for (int b = 0; b < samples; b += 7) {
        numbers[b] = Double.NaN;
      }
      return new BatchLabels.Numbers(numbers);
    }
    int[][] sets = new int[samples][];
    for (int b = 0; b < samples; b++) {
      sets[b] =
          random.nextInt(8) == 0 ? null : random.ints(random.nextInt(4), 0, 9).distinct().toArray();
    }
    return new BatchLabels.ValueSets(sets);
  }
}
