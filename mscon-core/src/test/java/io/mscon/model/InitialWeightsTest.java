package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.ParameterLayout.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
  private static final NetworkSpec SPEC =
      TestNetworks.spec(EncoderDepth.RESNET18, Stem.IMAGENET, 0.5, 32, 1);

  private final float[] parameters = InitialWeights.parameters(SPEC, 42);

  private float[] values(String name) {
    Tensor tensor =
        ParameterLayout.of(SPEC).parameters().stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .orElseThrow();
    return Arrays.copyOfRange(parameters, tensor.offset(), tensor.offset() + tensor.size());
  }

  private static double deviation(float[] values) {
    return Math.sqrt(
        IntStream.range(0, values.length)
            .mapToDouble(i -> values[i] * values[i])
            .average()
            .orElseThrow());
  }

  @Test
  void convolutionsHaveTheVarianceOfHeOverTheFanOut() {
    assertEquals(Math.sqrt(2.0 / (32 * 49)), deviation(values("conv1.weight")), 1e-3);
    assertEquals(Math.sqrt(2.0 / (256 * 9)), deviation(values("layer4.1.conv2.weight")), 1e-4);
    // Fan-out, not fan-in: this one has half as many inputs as outputs.
    assertEquals(Math.sqrt(2.0 / (64 * 9)), deviation(values("layer2.0.conv1.weight")), 1e-3);
  }

  @Test
  void linearLayersAreUniformWithinTheInverseRootOfTheirInputs() {
    double bound = 1 / Math.sqrt(256);
    for (String name : new String[] {"heads.0.0.weight", "heads.0.0.bias"}) {
      for (float value : values(name)) {
        assertTrue(Math.abs(value) <= bound);
      }
    }
    assertEquals(bound / Math.sqrt(3), deviation(values("heads.0.0.weight")), 1e-3);
    assertEquals(1 / Math.sqrt(24) / Math.sqrt(3), deviation(values("heads.0.2.weight")), 2e-2);
  }

  @Test
  void normalisationStartsAsIdentity() {
    for (float scale : values("layer3.0.downsample.1.weight")) {
      assertEquals(1, scale);
    }
    for (float shift : values("layer3.0.downsample.1.bias")) {
      assertEquals(0, shift);
    }
    float[] statistics = InitialWeights.statistics(SPEC);
    for (Tensor tensor : ParameterLayout.of(SPEC).statistics()) {
      assertEquals(tensor.name().endsWith("var") ? 1 : 0, statistics[tensor.offset()]);
    }
  }

  @Test
  void seedDecides() {
    assertArrayEquals(parameters, InitialWeights.parameters(SPEC, 42));
    assertFalse(Arrays.equals(parameters, InitialWeights.parameters(SPEC, 43)));
  }

  @Test
  void furtherHeadChangesNoOtherTensor() {
    NetworkSpec more = TestNetworks.spec(EncoderDepth.RESNET18, Stem.IMAGENET, 0.5, 32, 2);
    float[] longer = InitialWeights.parameters(more, 42);
    assertArrayEquals(parameters, Arrays.copyOf(longer, parameters.length));
  }
}
