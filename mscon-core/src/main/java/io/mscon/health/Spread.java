package io.mscon.health;

/**
 * Standard deviations of the columns over the rows of a head, times √D: 1 each for rows uniform on
 * the unit sphere, 0 for rows that are all the same (Chen, He 2020, "Exploring Simple Siamese
 * Representation Learning", arXiv 2011.10566, section 4.1).
 *
 * @param rootMeanSquare over the columns: √(1 − ‖mean row‖²), 0 to 1
 * @param mean over the columns
 * @param least of the columns
 */
public record Spread(double rootMeanSquare, double mean, double least) {
  /**
   * Computes them.
   *
   * @param sample unit rows of a head
   */
  public static Spread of(EmbeddingSample sample) {
    int columns = sample.columns();
    double[] variances = new double[columns];
    double[] centred = sample.centred();
    for (int i = 0; i < centred.length; i++) {
      variances[i % columns] += centred[i] * centred[i] / sample.count();
    }
    double squares = 0;
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double variance : variances) {
      double deviation = Math.sqrt(variance * columns);
      squares += variance;
      sum += deviation;
      least = Math.min(least, deviation);
    }
    return new Spread(Math.sqrt(squares), sum / columns, least);
  }
}
