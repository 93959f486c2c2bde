package io.mscon.health;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import java.util.Arrays;
import java.util.List;

/**
 * Euclidean norms of the gradient of the loss with respect to the parameters.
 *
 * @param whole all parameters
 * @param encoder the encoder's
 * @param heads per head, in order
 */
public record GradientNorms(double whole, double encoder, List<Double> heads) {
  private static final String HEADS = "heads.";

  /**
   * Computes them.
   *
   * @param gradient flat, as the layout says
   * @param layout of the network
   * @param heads how many heads it has
   */
  public static GradientNorms of(Values gradient, ParameterLayout layout, int heads) {
    double[] headSquares = new double[heads];
    double encoderSquares = 0;
    for (Tensor tensor : layout.parameters()) {
      double squares = squares(gradient, tensor.offset(), tensor.size());
      if (tensor.name().startsWith(HEADS)) {
        headSquares[head(tensor.name())] += squares;
      } else {
        encoderSquares += squares;
      }
    }
    double whole = encoderSquares;
    for (double squares : headSquares) {
      whole += squares;
    }
    return new GradientNorms(
        Math.sqrt(whole),
        Math.sqrt(encoderSquares),
        Arrays.stream(headSquares).map(Math::sqrt).boxed().toList());
  }

  /** The norm of all heads' part. */
  public double allHeads() {
    return Math.sqrt(heads.stream().mapToDouble(norm -> norm * norm).sum());
  }

  private static int head(String tensor) {
    return Integer.parseInt(tensor.substring(HEADS.length(), tensor.indexOf('.', HEADS.length())));
  }

  private static double squares(Values gradient, int offset, int size) {
    double sum = 0;
    switch (gradient.precision()) {
      case FLOAT32 -> {
        float[] values = gradient.float32();
        for (int i = 0; i < size; i++) {
          double value = values[offset + i];
          sum += value * value;
        }
      }
      case FLOAT64 -> {
        double[] values = gradient.float64();
        for (int i = 0; i < size; i++) {
          sum += values[offset + i] * values[offset + i];
        }
      }
    }
    return sum;
  }
}
