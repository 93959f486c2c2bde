package io.mscon.eval.probe.fit;

/**
 * One fit under way. Its variables are weights along the principal axes, the intercepts last, each
 * divided by what makes the curvature at the start about 1: with classes in shares p_k and variance
 * v along an axis, the Hessian's diagonal is p_k (1 − p_k) v + λ.
 */
final class Fit {
  private static final double LEAST_CURVATURE = 1e-7;

  /** Exp of it is nothing beside any class that occurs. */
  private static final double NEVER = -60;

  private final FitRequest request;
  private final int features;
  private final long labelled;
  private final double[] scale;
  private final QuasiNewton search;

  Fit(FitRequest request, double[] variances, int iterations) {
    this.request = request;
    features = variances.length;
    long[] counts = request.counts();
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    labelled = sum;
    int classes = request.classes();
    scale = new double[(features + 1) * classes];
    double[] start = new double[scale.length];
    for (int k = 0; k < classes; k++) {
      double share = (double) counts[k] / labelled;
      scale(variances, share * (1 - share), k);
      int intercept = features * classes + k;
      start[intercept] = (counts[k] == 0 ? NEVER : Math.log(share)) / scale[intercept];
    }
    search = new QuasiNewton(start, iterations);
  }

  private void scale(double[] variances, double spread, int k) {
    // Classes without a sample, or with all, have no curvature of their own.
    double known = Math.max(spread, LEAST_CURVATURE);
    double largest = Math.max(variances[features - 1], 1e-30);
    for (int axis = 0; axis < features; axis++) {
      double variance = Math.max(variances[axis], LEAST_CURVATURE * largest);
      scale[axis * request.classes() + k] =
          1 / Math.sqrt(known * variance + request.regularisation());
    }
    scale[features * request.classes() + k] = 1 / Math.sqrt(known);
  }

  int classes() {
    return request.classes();
  }

  boolean isDone() {
    return search.isDone();
  }

  boolean hasConverged() {
    return search.hasConverged();
  }

  FittedProbes.Course course() {
    return new FittedProbes.Course(search.iterations(), search.hasConverged(), search.bestValue());
  }

  String task() {
    return request.task();
  }

  /** The weights to evaluate, [features + 1][classes]. */
  double[] weights() {
    return unscaled(search.trial());
  }

  /** The weights found. */
  double[] best() {
    return unscaled(search.best());
  }

  private double[] unscaled(double[] variables) {
    double[] weights = variables.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scale[i];
    }
    return weights;
  }

  /**
   * Takes the sums over all samples.
   *
   * @param loss sum of the cross-entropies at {@link #weights}
   * @param sums [features + 1][columns]
   * @param columns of all fits
   * @param offset this fit's first one
   */
  void report(double loss, double[] sums, int columns, int offset) {
    double[] weights = weights();
    double[] gradient = new double[weights.length];
    double squares = 0;
    int classes = request.classes();
    for (int i = 0; i < gradient.length; i++) {
      int feature = i / classes;
      double slope = sums[feature * columns + offset + i % classes] / labelled;
      if (feature < features) {
        slope += request.regularisation() * weights[i];
        squares += weights[i] * weights[i];
      }
      gradient[i] = slope * scale[i];
    }
    search.report(loss / labelled + request.regularisation() / 2 * squares, gradient);
  }
}
