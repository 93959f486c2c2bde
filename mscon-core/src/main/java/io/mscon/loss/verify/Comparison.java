package io.mscon.loss.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds numbers against a file's reference values and collects what came of it. */
final class Comparison {
  private final Precision precision;
  private final List<Check> checks = new ArrayList<>();

  Comparison(Precision precision) {
    this.precision = precision;
  }

  List<Check> checks() {
    return checks;
  }

  /**
   * Compares one quantity, if the file has it.
   *
   * @param group what stands before the quantity's name: nothing, or a weighting and a dot
   * @param expected the node that holds the quantity
   * @param quantity its name
   * @param actual what was found
   * @param leastMagnitude float32 differences are relative to at least this
   */
  void add(
      String group, JsonNode expected, String quantity, double[] actual, double leastMagnitude) {
    if (expected.hasNonNull(quantity)) {
      double[] reference = GoldenFile.flatten(expected.get(quantity));
      double difference = difference(reference, actual, leastMagnitude);
      checks.add(new Check(group + quantity, difference, precision.tolerance()));
    }
  }

  private double difference(double[] expected, double[] actual, double leastMagnitude) {
    if (expected.length != actual.length) {
      return Double.NaN;
    }
    double largest = 0;
    double magnitude = leastMagnitude;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
      magnitude = Math.max(magnitude, Math.abs(expected[i]));
    }
    return precision == Precision.FLOAT64 ? largest : largest / magnitude;
  }
}
