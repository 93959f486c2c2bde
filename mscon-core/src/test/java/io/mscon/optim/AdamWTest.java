package io.mscon.optim;

import static io.mscon.optim.TestVectors.COUNT;
import static io.mscon.optim.TestVectors.LAYOUT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.model.ParameterLayout.Tensor;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final double BETA1 = 0.8;
  private static final double BETA2 = 0.95;

  /** Large, so that its place in the formula counts. */
  private static final double EPSILON = 0.1;

  private static final double DECAY = 0.2;

  @Test
  void followsTheFormulaOfPyTorch() {
    float[] parameters = TestVectors.random(1);
    float[][] slots = new float[2][COUNT];
    double[] expected = TestVectors.doubles(parameters);
    double[][] moments = new double[2][COUNT];
    Optimizer optimizer = new AdamW(LAYOUT, BETA1, BETA2, EPSILON, DECAY);
    for (int step = 0; step < TestVectors.STEPS; step++) {
      float[] gradient = TestVectors.random(10 + step);
      double rate = 0.1 / (step + 1);
      optimizer.step(step, parameters, slots, gradient, rate);
      reference(step + 1, expected, moments, gradient, rate);
    }
    assertArrayEquals(expected, TestVectors.doubles(parameters), TestVectors.TOLERANCE);
    assertArrayEquals(moments[0], TestVectors.doubles(slots[0]), TestVectors.TOLERANCE);
    assertArrayEquals(moments[1], TestVectors.doubles(slots[1]), TestVectors.TOLERANCE);
  }

  private static void reference(
      int t, double[] p, double[][] moments, float[] gradient, double rate) {
    double biasCorrection1 = 1 - Math.pow(BETA1, t);
    double biasCorrection2 = 1 - Math.pow(BETA2, t);
    for (Tensor tensor : LAYOUT.parameters()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        double g = gradient[i];
        if (tensor.role().decays()) {
          p[i] = p[i] * (1 - rate * DECAY);
        }
        moments[0][i] = BETA1 * moments[0][i] + (1 - BETA1) * g;
        moments[1][i] = BETA2 * moments[1][i] + (1 - BETA2) * g * g;
        double denominator = Math.sqrt(moments[1][i]) / Math.sqrt(biasCorrection2) + EPSILON;
        p[i] = p[i] - rate / biasCorrection1 * moments[0][i] / denominator;
      }
    }
  }

  @Test
  void theFirstStepIsTheLearningRateAgainstTheSignOfTheGradient() {
    float[] gradient = TestVectors.random(2);
    float[] parameters = new float[COUNT];
    new AdamW(LAYOUT, 0.9, 0.999, 1e-8, 0)
        .step(0, parameters, new float[2][COUNT], gradient, 0.001);
    for (int i = 0; i < COUNT; i++) {
      // A gradient near epsilon moves less; normal values have a few.
      double tolerance = 1e-3 * (1e-6 + 1e-8 / Math.abs(gradient[i]));
      assertEquals(-0.001 * Math.signum(gradient[i]), parameters[i], tolerance);
    }
  }

  @Test
  void withoutAGradientWeightsOnlyDecay() {
    float[] parameters = TestVectors.random(1);
    float[] before = parameters.clone();
    new AdamW(LAYOUT, 0.9, 0.999, 1e-8, DECAY)
        .step(0, parameters, new float[2][COUNT], new float[COUNT], 0.5);
    for (Tensor tensor : LAYOUT.parameters()) {
      double factor = tensor.role().decays() ? 0.9 : 1;
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        assertEquals(factor * before[i], parameters[i], 1e-6, tensor.name());
      }
    }
  }
}
