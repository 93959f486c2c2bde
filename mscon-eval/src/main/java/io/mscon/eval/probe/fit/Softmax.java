package io.mscon.eval.probe.fit;

import java.util.Arrays;

/** Turns a block's scores into residuals p − t in place; used by one thread. */
final class Softmax {
  private final double[] intercepts;
  private final float[] scores;
  private final double[] gradient;
  private final double[] exponentials;

  /**
   * A block's.
   *
   * @param intercepts of the columns
   * @param scores [rows][columns] without intercepts
   * @param gradient its last row takes the sums of the residuals
   */
  Softmax(double[] intercepts, float[] scores, double[] gradient) {
    this.intercepts = intercepts;
    this.scores = scores;
    this.gradient = gradient;
    exponentials = new double[intercepts.length];
  }

  /**
   * Turns one fit's scores of one row.
   *
   * @param from the fit's first column
   * @param to one beyond its last
   * @param label the row's class, -1 if it is missing
   * @return the cross-entropy; 0 if the label is missing
   */
  double residual(int row, int from, int to, int label) {
    int start = row * intercepts.length;
    if (label < 0) {
      Arrays.fill(scores, start + from, start + to, 0);
      return 0;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      exponentials[k] = scores[start + k] + intercepts[k];
      largest = Math.max(largest, exponentials[k]);
    }
    double own = exponentials[from + label] - largest;
    double sum = 0;
    for (int k = from; k < to; k++) {
      exponentials[k] = Math.exp(exponentials[k] - largest);
      sum += exponentials[k];
    }
    store(start, from, to, from + label, sum);
    return Math.log(sum) - own;
  }

  private void store(int start, int from, int to, int target, double sum) {
    int last = gradient.length - intercepts.length;
    for (int k = from; k < to; k++) {
      double residual = exponentials[k] / sum - (k == target ? 1 : 0);
      scores[start + k] = (float) residual;
      gradient[last + k] += residual;
    }
  }
}
