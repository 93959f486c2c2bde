package io.mscon.eval.probe.fit;

/** A fitted multinomial logistic regression: p(k|x) is proportional to exp(x·w_k + b_k). */
public final class LinearProbe {
  /** Per feature: one coefficient of each class. */
  private final double[] coefficients;

  private final double[] intercepts;

  LinearProbe(double[] coefficients, double[] intercepts) {
    this.coefficients = coefficients;
    this.intercepts = intercepts;
  }

  /**
   * The scores x·w_k + b_k of the classes.
   *
   * @param features of one sample
   */
  public double[] scores(float[] features) {
    double[] scores = intercepts.clone();
    int classes = scores.length;
    for (int feature = 0; feature < features.length; feature++) {
      double value = features[feature];
      int offset = feature * classes;
      for (int k = 0; k < classes; k++) {
        scores[k] += value * coefficients[offset + k];
      }
    }
    return scores;
  }

  /**
   * The classes' probabilities.
   *
   * @param features of one sample
   */
  public double[] probabilities(float[] features) {
    double[] result = scores(features);
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : result) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int k = 0; k < result.length; k++) {
      result[k] = Math.exp(result[k] - largest);
      sum += result[k];
    }
    for (int k = 0; k < result.length; k++) {
      result[k] /= sum;
    }
    return result;
  }

  /**
   * The likeliest class, the first of equals.
   *
   * @param features of one sample
   */
  public int predict(float[] features) {
    return likeliest(scores(features));
  }

  /**
   * The place of the largest score, the first of equals.
   *
   * @param scores of the classes
   */
  public static int likeliest(double[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }
}
