package io.mscon.optim;

import io.mscon.model.ParameterLayout;

/** Checks and sums over the flat vectors that an optimiser works on. */
final class FlatVectors {
  private FlatVectors() {}

  static void require(
      ParameterLayout layout, int wanted, float[] parameters, float[][] slots, float[] gradient) {
    int count = layout.parameterCount();
    requireLength("parameters", parameters, count);
    requireLength("gradient", gradient, count);
    if (slots.length != wanted) {
      throw new IllegalArgumentException(
          "Invalid slots: " + slots.length + " (the optimizer needs " + wanted + ")");
    }
    for (float[] slot : slots) {
      requireLength("slot", slot, count);
    }
  }

  private static void requireLength(String name, float[] vector, int count) {
    if (vector.length != count) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + vector.length + " values (the network needs " + count + ")");
    }
  }

  /** The Euclidean norm of elements from (inclusive) to (exclusive), added up in float64. */
  static double norm(float[] vector, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    // Four sums, because one would make every addition wait for the one before it.
    for (; i < to - 3; i += 4) {
      sum0 += square(vector[i]);
      sum1 += square(vector[i + 1]);
      sum2 += square(vector[i + 2]);
      sum3 += square(vector[i + 3]);
    }
    for (; i < to; i++) {
      sum0 += square(vector[i]);
    }
    return Math.sqrt(sum0 + sum1 + (sum2 + sum3));
  }

  private static double square(double value) {
    return value * value;
  }
}
