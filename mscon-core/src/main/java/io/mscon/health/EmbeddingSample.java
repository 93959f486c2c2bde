package io.mscon.health;

import io.mscon.numeric.Values;

/**
 * Unit rows of one head for a few samples of a batch, in float64.
 *
 * @param rows [views][samples][columns]
 * @param views V of each sample
 * @param samples how many
 * @param columns D of a row
 */
public record EmbeddingSample(double[] rows, int views, int samples, int columns) {
  /** Most rows that are looked at. */
  public static final int MOST_ROWS = 512;

  /** Checks the shape. */
  public EmbeddingSample {
    if (rows.length != views * samples * columns || rows.length == 0) {
      throw new IllegalArgumentException(
          "Invalid rows: %d numbers (must be %d views x %d samples x %d columns, more than none)"
              .formatted(rows.length, views, samples, columns));
    }
  }

  /**
   * All views of at most {@link #MOST_ROWS} / V samples of a batch, at equal distances: sample i of
   * n is the batch's sample ⌊i·B/n⌋. So all lanes have their share.
   *
   * @param rows [V][B][D] unit rows of a batch
   * @param views V
   * @param columns D
   */
  public static EmbeddingSample of(Values rows, int views, int columns) {
    int batch = rows.length() / (views * columns);
    int[] chosen = chosen(batch, views);
    Values picked = rows.precision().zeros(views * chosen.length * columns);
    for (int view = 0; view < views; view++) {
      for (int i = 0; i < chosen.length; i++) {
        int from = (view * batch + chosen[i]) * columns;
        picked.copy(rows, from, (view * chosen.length + i) * columns, columns);
      }
    }
    return new EmbeddingSample(picked.float64(), views, chosen.length, columns);
  }

  /**
   * The samples of a batch that {@link #of} takes.
   *
   * @param batch B
   * @param views V
   */
  public static int[] chosen(int batch, int views) {
    int count = Math.min(batch, Math.max(1, MOST_ROWS / views));
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) ((long) i * batch / count);
    }
    return chosen;
  }

  /** Rows: V times the samples. */
  public int count() {
    return views * samples;
  }

  /** The mean row. */
  double[] mean() {
    double[] mean = new double[columns];
    for (int i = 0; i < rows.length; i++) {
      mean[i % columns] += rows[i];
    }
    for (int column = 0; column < columns; column++) {
      mean[column] /= count();
    }
    return mean;
  }

  /** The rows less their mean. */
  double[] centred() {
    double[] mean = mean();
    double[] centred = rows.clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= mean[i % columns];
    }
    return centred;
  }
}
