package io.mscon.health;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;

/** Rows to look at. */
final class HealthRows {
  private HealthRows() {}

  /** Rows uniform on the unit sphere, each view on its own. */
  static EmbeddingSample uniform(long seed, int views, int samples, int columns) {
    RandomStream stream = RandomStream.of(seed, RandomUse.BENCHMARK_FEATURES);
    double[] rows = new double[views * samples * columns];
    for (int row = 0; row < views * samples; row++) {
      gaussian(stream, rows, row, columns);
    }
    return new EmbeddingSample(rows, views, samples, columns);
  }

  /** Rows near a centre for each class, sample b of class b mod the classes; views lie close. */
  static EmbeddingSample clusters(long seed, int classes, int samples, int columns, double noise) {
    EmbeddingSample centres = uniform(seed, 1, classes, columns);
    EmbeddingSample places = uniform(seed + 1, 1, samples, columns);
    EmbeddingSample views = uniform(seed + 2, 2, samples, columns);
    double[] rows = new double[2 * samples * columns];
    for (int row = 0; row < 2 * samples; row++) {
      int sample = row % samples;
      for (int column = 0; column < columns; column++) {
        rows[row * columns + column] =
            centres.rows()[sample % classes * columns + column]
                + noise * places.rows()[sample * columns + column]
                + noise / 3 * views.rows()[row * columns + column];
      }
      normalise(rows, row, columns);
    }
    return new EmbeddingSample(rows, 2, samples, columns);
  }

  /** An orthogonal matrix: Gram-Schmidt of random rows. */
  static double[][] rotation(long seed, int size) {
    double[] rows = uniform(seed, 1, size, size).rows();
    double[][] rotation = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int earlier = 0; earlier < row; earlier++) {
        double product = 0;
        for (int i = 0; i < size; i++) {
          product += rows[row * size + i] * rows[earlier * size + i];
        }
        for (int i = 0; i < size; i++) {
          rows[row * size + i] -= product * rows[earlier * size + i];
        }
      }
      normalise(rows, row, size);
      System.arraycopy(rows, row * size, rotation[row], 0, size);
    }
    return rotation;
  }

  private static void gaussian(RandomStream stream, double[] rows, int row, int columns) {
    for (int column = 0; column < columns; column++) {
      rows[row * columns + column] = stream.nextGaussian();
    }
    normalise(rows, row, columns);
  }

  private static void normalise(double[] rows, int row, int columns) {
    double squares = 0;
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      squares += rows[i] * rows[i];
    }
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      rows[i] /= Math.sqrt(squares);
    }
  }
}
