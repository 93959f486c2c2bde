package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient in double precision against central differences, at one place of every tensor. The
 * loss is a random linear function of the projections.
 */
class Dl4jGradientTest {
  private static final int ROWS = 3;
  private static final double STEP = 1e-6;

  @ParameterizedTest
  @CsvSource({
    "RESNET18, IMAGENET, 32, 1",
    "RESNET18, SMALL_IMAGE, 11, 1",
    // Tensors come in threes (weight, scale, shift): every fifth one has every kind.
    "RESNET50, SMALL_IMAGE, 9, 5"
  })
  void gradientAgreesWithCentralDifferences(EncoderDepth depth, Stem stem, int size, int every) {
    NetworkSpec spec = TestNetworks.spec(depth, stem, 0.125, size, 2);
    float[] start = TestNetworks.parameters(spec, 21);
    // Off most of ReLU's kinks, where there is no derivative to find.
    TestNetworks.shiftNormalisation(spec, start, 1);
    double[] parameters = Values.of(start).float64();
    RandomStream random = RandomStream.of(22, RandomUse.DEMO_CORPUS);
    try (Network network = Networks.create(spec, Engine.DL4J, Precision.FLOAT64)) {
      double[] gradient = gradient(network, parameters);
      double typical = TestNetworks.norm(gradient, 0, gradient.length);
      typical /= Math.sqrt(gradient.length);
      List<Tensor> tensors = network.layout().parameters();
      for (int i = 0; i < tensors.size(); i += every) {
        Tensor tensor = tensors.get(i);
        int place = tensor.offset() + (int) (random.nextDouble(0, 1) * tensor.size());
        double ahead = valueAt(network, moved(parameters, place, STEP));
        double behind = valueAt(network, moved(parameters, place, -STEP));
        double slope = (ahead - behind) / (2 * STEP);
        // BatchNorm cancels some gradients altogether; differences show their own rounding there.
        double allowed = 1e-6 * Math.max(typical, Math.abs(slope));
        assertEquals(slope, gradient[place], allowed, tensor.name());
      }
    }
  }

  private static double[] moved(double[] from, int place, double step) {
    double[] moved = from.clone();
    moved[place] += step;
    return moved;
  }

  private static float[] images(Network network) {
    return TestNetworks.images(network.spec(), ROWS, 23);
  }

  private static List<Values> weights(Network network) {
    List<Values> weights = new ArrayList<>();
    for (float[] ofHead : TestNetworks.projectionGradients(network.spec(), ROWS, 24)) {
      weights.add(Values.of(Values.of(ofHead).float64()));
    }
    return weights;
  }

  private static double[] gradient(Network network, double[] parameters) {
    network.setParameters(Values.of(parameters));
    Values gradient = Precision.FLOAT64.zeros(parameters.length);
    try (ForwardPass pass = network.forward(images(network), ROWS)) {
      pass.backward(weights(network), gradient);
    }
    return gradient.float64();
  }

  private static double valueAt(Network network, double[] parameters) {
    network.setParameters(Values.of(parameters));
    double sum = 0;
    try (ForwardPass pass = network.forward(images(network), ROWS)) {
      List<Values> weights = weights(network);
      for (int head = 0; head < weights.size(); head++) {
        double[] projections = pass.projections(head).float64();
        for (int i = 0; i < projections.length; i++) {
          sum += projections[i] * weights.get(head).float64()[i];
        }
      }
    }
    return sum;
  }
}
