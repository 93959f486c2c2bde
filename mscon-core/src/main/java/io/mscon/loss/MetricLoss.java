package io.mscon.loss;

/**
 * The contrastive loss of one metric over a global batch, in two phases so that rows can be shared
 * out: {@link #terms} of some samples' rows, then, once the terms of all rows are known, {@link
 * #gradient} of some samples' rows.
 *
 * <p>l_i = LSE_i - sum_j t_ij s_ij with s_ij = z_i . z_j / temperature; the loss is scale times the
 * sum of l_i over its divisor. With G_ij = (p_ij - t_ij) / (divisor temperature), dL/dz = (G + G^T)
 * z: the second part is what flows through the columns.
 */
public final class MetricLoss {
  private final Targets targets;
  private final double temperature;
  private final double scale;
  private final long divisor;

  /**
   * A metric's loss.
   *
   * @param targets of the global batch
   * @param temperature above 0
   * @param scale factor on loss and gradient
   * @param reduction what the sum is divided by
   */
  public MetricLoss(Targets targets, double temperature, double scale, Reduction reduction) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("Invalid temperature: " + temperature + " (must be > 0)");
    }
    this.targets = targets;
    this.temperature = temperature;
    this.scale = scale;
    this.divisor = reduction == Reduction.VALID ? targets.validAnchors() : targets.rows();
  }

  /** Whether the batch has a valid anchor of this metric. */
  public boolean active() {
    return targets.validAnchors() > 0;
  }

  /**
   * Terms of the rows of some samples.
   *
   * @param unitRows [N][D] unit rows of the whole batch
   * @param samples whose rows
   * @param withTemperature whether the temperature's gradient is wanted too
   */
  public RowTerms terms(RowMatrix unitRows, SampleRange samples, boolean withTemperature) {
    int[] rows = samples.rows(targets.samples(), targets.views());
    RowTerms terms = RowTerms.zeros(rows.length, withTemperature);
    if (!active()) {
      return terms;
    }
    double[] expected = withTemperature ? new double[rows.length] : null;
    CandidateRows candidates = CandidateRows.of(targets);
    try (PairSums pairs = PairSums.of(candidates.compact(unitRows), temperature)) {
      candidates.logSumExp(pairs, rows, terms.logSumExp(), expected);
    }
    GroupSums sums = GroupSums.positives(targets, unitRows);
    for (int i = 0; i < rows.length; i++) {
      int count = targets.terms(rows[i]);
      if (count > 0) {
        double positive = sums.dot(unitRows, rows[i]) / temperature;
        terms.loss()[i] = count * terms.logSumExp()[i] - positive;
        if (withTemperature) {
          terms.logTemperatureGradient()[i] = positive - count * expected[i];
        }
      }
    }
    return terms;
  }

  /**
   * The loss and what belongs to it.
   *
   * @param terms of all rows
   */
  public MetricValue value(RowTerms terms) {
    if (!active()) {
      return MetricValue.INACTIVE;
    }
    return new MetricValue(
        true,
        scale * sum(terms.loss()) / divisor,
        targets.meanEntropy(),
        scale * sum(terms.logTemperatureGradient()) / divisor,
        targets.validAnchors());
  }

  /**
   * Gradient of weight times the loss with respect to the unit rows of some samples, through rows
   * and columns.
   *
   * @param unitRows [N][D] unit rows of the whole batch
   * @param logSumExp [N] of all rows
   * @param samples whose rows
   * @param weight factor on the gradient
   * @return [views x samples][D], view by view
   */
  public RowMatrix gradient(
      RowMatrix unitRows, double[] logSumExp, SampleRange samples, double weight) {
    int[] rows = samples.rows(targets.samples(), targets.views());
    if (!active() || weight == 0) {
      return unitRows.zeros(rows.length);
    }
    CandidateRows candidates = CandidateRows.of(targets);
    RowMatrix gradient;
    try (PairSums pairs = PairSums.of(candidates.compact(unitRows), temperature)) {
      gradient = candidates.pull(pairs, rows, logSumExp, targets, unitRows);
    }
    GroupSums positives = GroupSums.positives(targets, unitRows);
    GroupSums reverse = GroupSums.reversePositives(targets, unitRows);
    double factor = scale * weight / (divisor * temperature);
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < gradient.columns(); column++) {
        double pulled =
            gradient.get(i, column)
                - positives.get(unitRows, rows[i], column)
                - reverse.get(unitRows, rows[i], column);
        gradient.set(i, column, factor * pulled);
      }
    }
    return gradient;
  }

  /** In the order of the rows, so that the bits don't depend on who computed which. */
  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
