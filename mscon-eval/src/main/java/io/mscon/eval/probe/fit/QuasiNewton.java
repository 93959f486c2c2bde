package io.mscon.eval.probe.fit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * L-BFGS (Nocedal 1980) of a convex function that somebody else evaluates: ask for {@link #trial},
 * tell {@link #report}, until {@link #isDone}. So that many minimisations share passes over data.
 * Variables should be scaled so that the curvature is about 1 in every direction.
 */
final class QuasiNewton {
  private static final int MEMORY = 12;
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 30;

  /** Of the loss that is left to gain, estimated by half the Newton decrement. */
  private static final double TOLERANCE = 1e-9;

  /** Relative error of a value: sums of float32 scores. */
  private static final double VALUE_NOISE = 1e-7;

  /** A step and the change of the gradient over it. */
  private record Pair(double[] step, double[] change, double product) {}

  private final int mostIterations;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double[] point;
  private double[] gradient;
  private double value;
  private double[] direction;
  private double slope;
  private double length;
  private double[] trial;
  private int iterations;
  private int halvings;
  private boolean done;
  private boolean converged;

  QuasiNewton(double[] start, int mostIterations) {
    this.mostIterations = mostIterations;
    trial = start;
  }

  /** Where to evaluate next; must not be changed. */
  double[] trial() {
    return trial;
  }

  boolean isDone() {
    return done;
  }

  /** Whether it ended at the optimum, not by the number of iterations. */
  boolean hasConverged() {
    return converged;
  }

  int iterations() {
    return iterations;
  }

  /** The value at the best point found. */
  double bestValue() {
    return value;
  }

  /** The best point found. */
  double[] best() {
    return point;
  }

  /** Takes value and gradient at {@link #trial}. */
  void report(double newValue, double[] newGradient) {
    if (point == null) {
      move(newValue, newGradient);
    } else if (isAcceptable(newValue, dot(newGradient, direction))) {
      remember(newGradient);
      iterations++;
      move(newValue, newGradient);
    } else {
      shorten(newValue);
    }
  }

  /** Near the optimum values differ by less than rounding: slopes decide (Hager, Zhang 2005). */
  private boolean isAcceptable(double newValue, double newSlope) {
    boolean lower = newValue <= value + SUFFICIENT * length * slope;
    boolean level = newValue <= value + VALUE_NOISE * Math.abs(value);
    return lower || level && newSlope <= (2 * SUFFICIENT - 1) * slope;
  }

  private void remember(double[] newGradient) {
    double[] step = combine(trial, -1, point);
    double[] change = combine(newGradient, -1, gradient);
    double product = dot(step, change);
    if (product > 1e-14 * dot(step, step)) {
      pairs.addLast(new Pair(step, change, product));
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
    }
  }

  private void move(double newValue, double[] newGradient) {
    value = newValue;
    gradient = newGradient;
    point = trial;
    direction = newtonDirection();
    slope = dot(direction, gradient);
    if (!(-slope / 2 > TOLERANCE)) {
      done = true;
      converged = true;
    } else if (iterations >= mostIterations) {
      done = true;
    } else {
      length = 1;
      halvings = 0;
      trial = combine(point, length, direction);
    }
  }

  private void shorten(double newValue) {
    if (++halvings > MOST_HALVINGS) {
      // No step lowers the value: what is left is rounding.
      done = true;
      converged = true;
      return;
    }
    double curved = newValue - value - length * slope;
    double minimum = -slope * length / (2 * curved);
    boolean useful = Double.isFinite(minimum) && curved > 0;
    length *= useful ? Math.min(0.5, Math.max(0.1, minimum)) : 0.5;
    trial = combine(point, length, direction);
  }

  private double[] newtonDirection() {
    double[] result = gradient.clone();
    double[] factors = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      factors[--i] = dot(pair.step, result) / pair.product;
      add(result, -factors[i], pair.change);
    }
    double scale = -1;
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      scale = -last.product / dot(last.change, last.change);
    }
    for (int j = 0; j < result.length; j++) {
      result[j] *= scale;
    }
    for (Pair pair : pairs) {
      double factor = dot(pair.change, result) / pair.product;
      add(result, -factors[i++] - factor, pair.step);
    }
    return result;
  }

  private static double[] combine(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    add(sum, factor, b);
    return sum;
  }

  private static void add(double[] target, double factor, double[] values) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * values[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
