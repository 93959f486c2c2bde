package io.mscon.model;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.List;

/**
 * What every engine asks of the arguments of {@link Network} and {@link ForwardPass}; every check
 * throws an {@link IllegalArgumentException} that names what is wrong.
 *
 * @param spec the network's shape
 * @param layout of its flat vectors
 * @param precision of parameters, projections and gradients
 */
public record NetworkArguments(NetworkSpec spec, ParameterLayout layout, Precision precision) {

  /** Values of one image. */
  public int imageLength() {
    return 3 * spec.imageSize() * spec.imageSize();
  }

  /**
   * Checks a vector of all parameters.
   *
   * @param parameters [layout.parameterCount()]
   */
  public void requireParameters(Values parameters) {
    require("parameters", parameters, layout.parameterCount());
  }

  /**
   * Checks BatchNorm's running means and variances.
   *
   * @param statistics [layout.statisticCount()]
   */
  public void requireStatistics(float[] statistics) {
    requireNumber("number of running statistics", statistics.length, layout.statisticCount());
  }

  /**
   * Checks images.
   *
   * @param images [rows][3][size][size], or longer
   * @param rows how many
   */
  public void requireImages(float[] images, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("Invalid rows: " + rows + " (must be at least 1)");
    }
    long needed = (long) rows * imageLength();
    if (images.length < needed) {
      throw new IllegalArgumentException(
          "Invalid images: "
              + images.length
              + " values (must be at least rows x 3 x size x size = "
              + needed
              + ")");
    }
  }

  /**
   * Checks that BatchNorm has two values per channel to take statistics over.
   *
   * @param rows of a pass in training mode
   */
  public void requireTrainable(int rows) {
    if (rows == 1 && FeatureMaps.of(spec).last() == 1) {
      throw new IllegalArgumentException(
          "Invalid rows: 1 (must be at least 2: BatchNorm needs two values per channel in training)");
    }
  }

  /**
   * Checks a head's number.
   *
   * @param head 0 or more, less than the network has
   */
  public void requireHead(int head) {
    if (head < 0 || head >= spec.heads().size()) {
      throw new IllegalArgumentException(
          "Invalid head: "
              + head
              + " (must be at least 0 and less than "
              + spec.heads().size()
              + ")");
    }
  }

  /**
   * Checks what a backward pass is given.
   *
   * @param projectionGradients per head [rows][its outputs]
   * @param rows of the pass
   * @param gradient [layout.parameterCount()], which it adds to
   */
  public void requireGradients(List<Values> projectionGradients, int rows, Values gradient) {
    requireNumber(
        "number of projection gradients", projectionGradients.size(), spec.heads().size());
    for (int head = 0; head < projectionGradients.size(); head++) {
      int length = rows * spec.heads().get(head).outputs();
      require("projection gradient", projectionGradients.get(head), length);
    }
    require("gradient", gradient, layout.parameterCount());
  }

  private void require(String what, Values values, int length) {
    if (values.precision() != precision) {
      throw new IllegalArgumentException(
          "Invalid precision of the %s: %s (must be %s, the network's)"
              .formatted(what, values.precision(), precision));
    }
    requireNumber("length of the " + what, values.length(), length);
  }

  private static void requireNumber(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + actual + " (must be " + expected + ")");
    }
  }
}
