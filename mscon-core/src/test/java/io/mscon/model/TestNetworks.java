package io.mscon.model;

import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.Arrays;
import java.util.List;

/**
 * Small networks, whose heads differ in their layers, with parameters that leave nothing at zero or
 * one.
 */
final class TestNetworks {
  private TestNetworks() {}

  private static final List<HeadShape> HEADS =
      List.of(
          new HeadShape(List.of(24, 12)), HeadShape.linear(7), new HeadShape(List.of(10, 9, 8)));

  static NetworkSpec spec(EncoderDepth depth, Stem stem, double width, int size, int heads) {
    return new NetworkSpec(depth, stem, width, size, HEADS.subList(0, heads));
  }

  /** Initial weights, with BatchNorm's scales, shifts and all else moved a little. */
  static float[] parameters(NetworkSpec spec, long seed) {
    float[] parameters = InitialWeights.parameters(spec, seed);
    float[] noise = normal(parameters.length, seed + 1);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.05f * noise[i];
    }
    return parameters;
  }

  /** Adds to BatchNorm's shifts. */
  static void shiftNormalisation(NetworkSpec spec, float[] parameters, float shift) {
    for (Tensor tensor : ParameterLayout.of(spec).parameters()) {
      if (tensor.role() == Role.NORMALISATION_SHIFT) {
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
          parameters[i] += shift;
        }
      }
    }
  }

  static float[] images(NetworkSpec spec, int rows, long seed) {
    return normal(rows * 3 * spec.imageSize() * spec.imageSize(), seed);
  }

  static float[][] projectionGradients(NetworkSpec spec, int rows, long seed) {
    float[][] gradients = new float[spec.heads().size()][];
    for (int head = 0; head < gradients.length; head++) {
      gradients[head] = normal(rows * spec.heads().get(head).outputs(), seed + head);
    }
    return gradients;
  }

  static float[] normal(int length, long seed) {
    RandomStream random = RandomStream.of(seed, RandomUse.DEMO_CORPUS);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The Euclidean norm of a part. */
  static double norm(double[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  /** The Euclidean distance of two parts. */
  static double distance(double[] expected, float[] actual, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += Math.pow(expected[i] - actual[i], 2);
    }
    return Math.sqrt(squares);
  }

  /** Gradients of the heads as the seam takes them. */
  static List<Values> values(float[][] perHead) {
    return Arrays.stream(perHead).map(Values::of).toList();
  }
}
