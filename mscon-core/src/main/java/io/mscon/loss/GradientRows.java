package io.mscon.loss;

import io.mscon.loss.PairEngine.PairFactors;

/**
 * From the pairs' part of the second pass to rows of gradient: takes off the classes' positives,
 * scales, weighs.
 *
 * @param targets the metric's targets
 * @param unit [N][D] unit rows
 * @param factor scale / (divisor · τ)
 * @param weight the metric's weight, or its anchors'
 */
record GradientRows(Targets targets, Rows unit, double factor, AnchorWeights weight) {
  /** Computes the gradient of the samples of {@code gradient.range()}. */
  void fill(RowGradient gradient, PairEngine engine, PairFactors factors) {
    int from = targets.firstCandidate(gradient.range().from());
    int to = targets.firstCandidate(gradient.range().to());
    Rows pairs = engine.backward(targets, factors, from * targets.views(), to * targets.views());
    ClassSums sums =
        targets instanceof ClassTargets classes ? new ClassSums(classes, unit, weight) : null;
    double[] vector = new double[unit.columns()];
    for (int k = from; k < to; k++) {
      for (int view = 0; view < targets.views(); view++) {
        for (int d = 0; d < vector.length; d++) {
          vector[d] = pairs.get((k - from) * targets.views() + view, d);
        }
        if (sums != null) {
          sums.subtractPositives(k, targets.row(k, view), vector);
        }
        write(
            vector,
            targets.row(k, view),
            gradient,
            view * gradient.range().size() + targets.sample(k) - gradient.range().from());
      }
    }
  }

  private void write(double[] vector, int row, RowGradient gradient, int position) {
    gradient.radial()[position] = factor * unit.dot(row, vector, 0);
    for (int d = 0; d < vector.length; d++) {
      gradient.dz().set(position, d, weight.common() * factor * vector[d]);
    }
  }
}
