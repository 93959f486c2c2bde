package io.mscon.optim;

import static io.mscon.optim.TestVectors.COUNT;
import static io.mscon.optim.TestVectors.LAYOUT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.model.ParameterLayout.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentumSgdTest {
  @Test
  void followsTheFormulaOfPyTorch() {
    float[] parameters = TestVectors.random(1);
    float[][] slots = new float[1][COUNT];
    double[] expected = TestVectors.doubles(parameters);
    double[] velocity = new double[COUNT];
    Optimizer optimizer = new MomentumSgd(LAYOUT, 0.9, 0.1);
    for (int step = 0; step < TestVectors.STEPS; step++) {
      float[] gradient = TestVectors.random(10 + step);
      double rate = 0.2 / (step + 1);
      optimizer.step(step, parameters, slots, gradient, rate);
      reference(expected, velocity, gradient, rate);
    }
    assertArrayEquals(expected, TestVectors.doubles(parameters), TestVectors.TOLERANCE);
    assertArrayEquals(velocity, TestVectors.doubles(slots[0]), TestVectors.TOLERANCE);
  }

  private static void reference(double[] p, double[] velocity, float[] gradient, double rate) {
    for (Tensor tensor : LAYOUT.parameters()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        double g = gradient[i];
        if (tensor.role().decays()) {
          g = g + 0.1 * p[i];
        }
        velocity[i] = 0.9 * velocity[i] + g;
        p[i] = p[i] - rate * velocity[i];
      }
    }
  }

  @Test
  void batchNormAndBiasesDoNotDecay() {
    float[] parameters = filled(0.5f);
    new MomentumSgd(LAYOUT, 0, 0.1).step(0, parameters, new float[1][COUNT], filled(0), 1);
    for (Tensor tensor : LAYOUT.parameters()) {
      float expected = tensor.role().decays() ? 0.45f : 0.5f;
      assertEquals(expected, parameters[tensor.offset()], 1e-7f, tensor.name());
      int last = tensor.offset() + tensor.size() - 1;
      assertEquals(expected, parameters[last], 1e-7f, tensor.name());
    }
  }

  @Test
  void refusesVectorsOfAnotherNetwork() {
    Optimizer optimizer = new MomentumSgd(LAYOUT, 0.9, 0);
    IllegalArgumentException noSlot =
        assertThrows(
            IllegalArgumentException.class,
            () -> optimizer.step(0, filled(0), new float[0][], filled(0), 1));
    assertEquals("Invalid slots: 0 (the optimizer needs 1)", noSlot.getMessage());
    IllegalArgumentException tooShort =
        assertThrows(
            IllegalArgumentException.class,
            () -> optimizer.step(0, filled(0), new float[1][COUNT], new float[3], 1));
    assertEquals(
        "Invalid gradient: 3 values (the network needs " + COUNT + ")", tooShort.getMessage());
  }

  private static float[] filled(float value) {
    float[] values = new float[COUNT];
    Arrays.fill(values, value);
    return values;
  }
}
