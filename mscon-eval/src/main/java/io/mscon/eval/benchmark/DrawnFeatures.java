package io.mscon.eval.benchmark;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;

/**
 * Features such as an encoder makes: around the centres of overlapping classes, correlated, and of
 * scales that differ a hundredfold.
 *
 * @param features [rows][features]
 * @param labels each row's class
 */
record DrawnFeatures(float[][] features, int[] labels) {
  private static final int FACTORS = 32;
  private static final double SPREAD_OF_CENTRES = 0.15;
  private static final int CENTRES = 0;
  private static final int LOADINGS = 1;
  private static final int ROWS = 2;

  static DrawnFeatures draw(int rows, int columns, int classes, long seed) {
    double[][] centres = normal(classes, columns, SPREAD_OF_CENTRES, seed, CENTRES);
    double[][] loadings = normal(FACTORS, columns, 1, seed, LOADINGS);
    float[][] features = new float[rows][];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      RandomStream random = stream(seed, ROWS, row);
      // Every class occurs.
      labels[row] = row < classes ? row : random.nextInt(classes);
      features[row] = row(random, centres[labels[row]], loadings);
    }
    return new DrawnFeatures(features, labels);
  }

  private static float[] row(RandomStream random, double[] centre, double[][] loadings) {
    double[] values = centre.clone();
    for (int factor = 0; factor < FACTORS; factor++) {
      // Variances along the factors fall as those of a trained encoder's do.
      double strength = random.nextGaussian() / (1 + factor);
      for (int i = 0; i < values.length; i++) {
        values[i] += strength * loadings[factor][i];
      }
    }
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      double scale = Math.pow(10, i % 3 - 1);
      row[i] = (float) (scale * (1 + values[i] + random.nextGaussian()));
    }
    return row;
  }

  private static double[][] normal(int rows, int columns, double deviation, long seed, int part) {
    double[][] values = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      RandomStream random = stream(seed, part, row);
      for (int i = 0; i < columns; i++) {
        values[row][i] = deviation * random.nextGaussian();
      }
    }
    return values;
  }

  private static RandomStream stream(long seed, int part, int row) {
    return RandomStream.of(seed, RandomUse.BENCHMARK_FEATURES, part, row);
  }
}
