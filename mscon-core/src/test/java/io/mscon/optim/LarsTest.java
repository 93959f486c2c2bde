package io.mscon.optim;

import static io.mscon.optim.TestVectors.COUNT;
import static io.mscon.optim.TestVectors.LAYOUT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LarsTest {
  private static final double DECAY = 0.3;
  private static final double TRUST = 0.02;

  @Test
  void followsTheFormulaOfThePaper() {
    float[] parameters = TestVectors.random(1);
    float[][] slots = new float[1][COUNT];
    double[] expected = TestVectors.doubles(parameters);
    double[] velocity = new double[COUNT];
    Optimizer optimizer = new Lars(LAYOUT, 0.9, DECAY, TRUST);
    for (int step = 0; step < TestVectors.STEPS; step++) {
      float[] gradient = TestVectors.random(10 + step);
      double rate = 0.5 / (step + 1);
      optimizer.step(step, parameters, slots, gradient, rate);
      reference(expected, velocity, TestVectors.doubles(gradient), rate);
    }
    assertArrayEquals(expected, TestVectors.doubles(parameters), TestVectors.TOLERANCE);
    assertArrayEquals(velocity, TestVectors.doubles(slots[0]), TestVectors.TOLERANCE);
  }

  private static void reference(double[] w, double[] velocity, double[] g, double rate) {
    for (Tensor tensor : LAYOUT.parameters()) {
      boolean adapted = tensor.role().decays();
      double ratio = adapted ? TRUST * norm(w, tensor) / denominator(w, g, tensor) : 1;
      double decay = adapted ? DECAY : 0;
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        velocity[i] = 0.9 * velocity[i] + ratio * (g[i] + decay * w[i]);
        w[i] = w[i] - rate * velocity[i];
      }
    }
  }

  private static double denominator(double[] w, double[] g, Tensor tensor) {
    return norm(g, tensor) + DECAY * norm(w, tensor);
  }

  private static double norm(double[] values, Tensor tensor) {
    double sum = 0;
    for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  @Test
  void theScaleOfTheGradientDoesNotCountInWeights() {
    float[] gradient = TestVectors.random(2);
    float[] larger = gradient.clone();
    for (int i = 0; i < COUNT; i++) {
      larger[i] *= 1000;
    }
    float[] moved = velocityAfterOneStep(gradient);
    float[] movedByLarger = velocityAfterOneStep(larger);
    for (Tensor tensor : LAYOUT.parameters()) {
      double factor = tensor.role().decays() ? 1 : 1000;
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        double expected = factor * moved[i];
        assertEquals(expected, movedByLarger[i], 1e-6 * Math.abs(expected), tensor.name());
      }
    }
  }

  private static float[] velocityAfterOneStep(float[] gradient) {
    float[][] slots = new float[1][COUNT];
    new Lars(LAYOUT, 0.9, 0, 0.001).step(0, TestVectors.random(1), slots, gradient, 1);
    return slots[0];
  }

  @Test
  void aWeightMovesByTheTrustCoefficientTimesItsNorm() {
    float[] before = TestVectors.random(1);
    float[][] slots = new float[1][COUNT];
    new Lars(LAYOUT, 0.9, 0, 0.001).step(0, before.clone(), slots, TestVectors.random(2), 1);
    for (Tensor tensor : LAYOUT.parameters()) {
      if (tensor.role().decays()) {
        double norm = norm(TestVectors.doubles(before), tensor);
        double moved = norm(TestVectors.doubles(slots[0]), tensor);
        assertEquals(0.001 * norm, moved, 1e-6 * norm, tensor.name());
      }
    }
  }

  @Test
  void withoutANormTheStepIsThatOfSgd() {
    Tensor zeroWeights = weights(0);
    Tensor zeroGradient = weights(1);
    float[] parameters = TestVectors.random(1);
    float[] gradient = TestVectors.random(2);
    clear(parameters, zeroWeights);
    clear(gradient, zeroGradient);
    float[] asSgd = parameters.clone();
    new Lars(LAYOUT, 0.9, DECAY, TRUST).step(0, parameters, new float[1][COUNT], gradient, 0.1);
    new MomentumSgd(LAYOUT, 0.9, DECAY).step(0, asSgd, new float[1][COUNT], gradient, 0.1);
    for (Tensor tensor : new Tensor[] {zeroWeights, zeroGradient}) {
      assertArrayEquals(
          TestVectors.part(asSgd, tensor), TestVectors.part(parameters, tensor), 1e-7);
    }
  }

  private static Tensor weights(int index) {
    return LAYOUT.parameters().stream()
        .filter(tensor -> tensor.role() == Role.CONVOLUTION_WEIGHT)
        .toList()
        .get(index);
  }

  private static void clear(float[] values, Tensor tensor) {
    Arrays.fill(values, tensor.offset(), tensor.offset() + tensor.size(), 0);
  }

  @Test
  void normsCountEveryElementOnce() {
    float[] values = {100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100};
    for (int to = 1; to < values.length; to++) {
      double squares = 0;
      for (int i = 1; i < to; i++) {
        squares += (double) i * i;
      }
      assertEquals(Math.sqrt(squares), FlatVectors.norm(values, 1, to), 1e-12, "to " + to);
    }
  }

  @Test
  void normsAreFloat64() {
    float[] values = {1e30f, 1e30f};
    assertEquals(1e30 * Math.sqrt(2), FlatVectors.norm(values, 0, 2), 1e24);
  }
}
