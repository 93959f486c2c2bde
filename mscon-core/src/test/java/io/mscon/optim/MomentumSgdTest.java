package io.mscon.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.model.EncoderDepth;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Stem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentumSgdTest {
  private final ParameterLayout layout =
      ParameterLayout.of(
          new NetworkSpec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, 1, 8, 4));

  @Test
  void twoStepsFollowTheFormulaOfPyTorch() {
    float[] parameters = filled(0.5f);
    float[] velocity = filled(0);
    MomentumSgd optimizer = new MomentumSgd(layout, 0.9, 0.1);

    optimizer.step(parameters, velocity, filled(1), 0.2);
    optimizer.step(parameters, velocity, filled(1), 0.2);

    int weight = first(Role.CONVOLUTION_WEIGHT).offset();
    double velocity1 = 1 + 0.1 * 0.5;
    double parameter1 = 0.5 - 0.2 * velocity1;
    double velocity2 = 0.9 * velocity1 + 1 + 0.1 * parameter1;
    assertEquals(velocity2, velocity[weight], 1e-6);
    assertEquals(parameter1 - 0.2 * velocity2, parameters[weight], 1e-6);
  }

  @Test
  void batchNormAndBiasesDoNotDecay() {
    float[] parameters = filled(0.5f);
    new MomentumSgd(layout, 0, 0.1).step(parameters, filled(0), filled(0), 1);
    for (Tensor tensor : layout.parameters()) {
      float expected = tensor.role().decays() ? 0.45f : 0.5f;
      assertEquals(expected, parameters[tensor.offset()], 1e-7f, tensor.name());
      int last = tensor.offset() + tensor.size() - 1;
      assertEquals(expected, parameters[last], 1e-7f, tensor.name());
    }
  }

  private Tensor first(Role role) {
    return layout.parameters().stream().filter(t -> t.role() == role).findFirst().orElseThrow();
  }

  private float[] filled(float value) {
    float[] values = new float[layout.parameterCount()];
    Arrays.fill(values, value);
    return values;
  }
}
