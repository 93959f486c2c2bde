package io.mscon.eval.page.chart;

/**
 * A line of a chart.
 *
 * @param name what it shows; may be text of a corpus
 * @param x places along the horizontal axis, ascending
 * @param y a value for each; where one is not finite, the line is interrupted
 */
public record Series(String name, double[] x, double[] y) {
  /** Checks that there is a value for each place. */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Invalid series %s: %d places, but %d values".formatted(name, x.length, y.length));
    }
  }
}
