package io.mscon.health;

/**
 * How the rows of one head lie.
 *
 * @param metric its name
 * @param rows looked at
 * @param columns D of a row
 * @param effectiveRank {@link EffectiveRank} of the rows
 * @param dimensionsNeeded fewest dimensions in which its label's values can be told apart, as far
 *     as known: K − 1 for K values in the sample, 1 for numbers; at most D
 * @param spread of the rows
 * @param distances between the rows
 */
public record MetricHealth(
    String metric,
    int rows,
    int columns,
    double effectiveRank,
    int dimensionsNeeded,
    Spread spread,
    Distances distances) {

  /**
   * Computes it.
   *
   * @param metric its name
   * @param sample its rows
   * @param values K different values of its label in the sample, 2 for numbers
   */
  public static MetricHealth of(String metric, EmbeddingSample sample, int values) {
    return new MetricHealth(
        metric,
        sample.count(),
        sample.columns(),
        EffectiveRank.of(sample),
        Math.max(1, Math.min(values - 1, sample.columns())),
        Spread.of(sample),
        Distances.of(sample));
  }
}
