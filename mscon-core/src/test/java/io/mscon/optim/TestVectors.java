package io.mscon.optim;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Stem;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;

/** A small network's layout and random vectors for it. */
final class TestVectors {
  static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          new NetworkSpec(
              EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(1, 8, 4)));
  static final int COUNT = LAYOUT.parameterCount();
  static final int STEPS = 6;

  /** Float32's rounding of values about 1 over {@link #STEPS} steps. */
  static final double TOLERANCE = 2e-6;

  private TestVectors() {}

  /** Normal values whose size differs from tensor to tensor. */
  static float[] random(long seed) {
    RandomStream stream = RandomStream.of(seed, RandomUse.DEMO_CORPUS);
    float[] values = new float[COUNT];
    for (Tensor tensor : LAYOUT.parameters()) {
      double scale = stream.nextDouble(0.1, 1);
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        values[i] = (float) (scale * stream.nextGaussian());
      }
    }
    return values;
  }

  static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /** A tensor's part of a vector. */
  static double[] part(float[] values, Tensor tensor) {
    double[] part = new double[tensor.size()];
    for (int i = 0; i < part.length; i++) {
      part[i] = values[tensor.offset() + i];
    }
    return part;
  }
}
