package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DL4J against oneDNN in single precision, and against plain loops over doubles in double. */
class Dl4jReferenceTest {
  private static final int ROWS = 4;

  /** What a pass gives for some projection gradients. */
  private record Outcome(List<double[]> projections, double[] statistics, double[] gradient) {}

  @ParameterizedTest
  @CsvSource({
    "RESNET18, IMAGENET, 0.375, 33, 2, 0",
    "RESNET18, SMALL_IMAGE, 0.625, 16, 1, 0",
    "RESNET50, IMAGENET, 0.25, 33, 2, 2",
    "RESNET50, SMALL_IMAGE, 0.125, 16, 1, 2"
  })
  void singlePrecisionAgreesWithOneDnn(
      EncoderDepth depth, Stem stem, double width, int size, int heads, float shift) {
    NetworkSpec spec = TestNetworks.spec(depth, stem, width, size, heads);
    float[] parameters = parameters(spec, shift);
    Outcome expected = run(spec, Engine.ONEDNN, Precision.FLOAT32, parameters);
    Outcome actual = run(spec, Engine.DL4J, Precision.FLOAT32, parameters);
    // What single precision is allowed in OneDnnReferenceTest.
    assertClose(spec, expected, actual, 2e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "RESNET18, IMAGENET, 0.125, 33, 2",
    "RESNET34, SMALL_IMAGE, 0.125, 9, 1",
    "RESNET50, IMAGENET, 0.125, 32, 1"
  })
  void doublePrecisionAgreesWithPlainLoops(
      EncoderDepth depth, Stem stem, double width, int size, int heads) {
    NetworkSpec spec = TestNetworks.spec(depth, stem, width, size, heads);
    float[] parameters = parameters(spec, 0);
    ReferenceNetwork reference =
        ReferenceNetwork.train(spec, parameters, TestNetworks.images(spec, ROWS, 4), ROWS);
    List<double[]> projections = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      projections.add(reference.projections(head));
    }
    double[] gradient = reference.backward(TestNetworks.projectionGradients(spec, ROWS, 5));
    Outcome expected = new Outcome(projections, reference.batchStatistics(), gradient);
    assertClose(spec, expected, run(spec, Engine.DL4J, Precision.FLOAT64, parameters), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "RESNET18, IMAGENET, 0.125, 32, FLOAT64",
    "RESNET34, SMALL_IMAGE, 0.125, 9, FLOAT32",
    "RESNET50, IMAGENET, 0.125, 33, FLOAT32"
  })
  void evaluationAgreesWithPlainLoops(
      EncoderDepth depth, Stem stem, double width, int size, Precision precision) {
    NetworkSpec spec = TestNetworks.spec(depth, stem, width, size, 1);
    float[] parameters = parameters(spec, 0);
    float[] statistics = InitialWeights.statistics(spec);
    float[] noise = TestNetworks.normal(statistics.length, 9);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] += 0.2f * Math.abs(noise[i]);
    }
    float[] images = TestNetworks.images(spec, 3, 4);
    try (Network network = Networks.create(spec, Engine.DL4J, precision)) {
      network.setParameters(converted(parameters, precision));
      network.setRunningStatistics(statistics);
      double[] expected = ReferenceNetwork.features(spec, parameters, statistics, images, 3);
      double[] actual = Values.of(network.features(images, 3)).float64();
      assertClose("features", expected, actual, precision == Precision.FLOAT32 ? 1e-4 : 1e-7);
    }
  }

  private static float[] parameters(NetworkSpec spec, float shift) {
    float[] parameters = TestNetworks.parameters(spec, 3);
    // See OneDnnReferenceTest.
    TestNetworks.shiftNormalisation(spec, parameters, shift);
    return parameters;
  }

  private static Values converted(float[] values, Precision precision) {
    Values single = Values.of(values);
    return precision == Precision.FLOAT32 ? single : Values.of(single.float64());
  }

  private static Outcome run(
      NetworkSpec spec, Engine engine, Precision precision, float[] parameters) {
    try (Network network = Networks.create(spec, engine, precision)) {
      network.setParameters(converted(parameters, precision));
      Values gradient = precision.zeros(parameters.length);
      List<double[]> projections = new ArrayList<>();
      try (ForwardPass pass = network.forward(TestNetworks.images(spec, ROWS, 4), ROWS)) {
        for (int head = 0; head < spec.heads().size(); head++) {
          projections.add(pass.projections(head).float64());
        }
        double[] statistics = Values.of(pass.batchStatistics()).float64();
        float[][] above = TestNetworks.projectionGradients(spec, ROWS, 5);
        pass.backward(Arrays.stream(above).map(v -> converted(v, precision)).toList(), gradient);
        return new Outcome(projections, statistics, gradient.float64());
      }
    }
  }

  private static void assertClose(
      NetworkSpec spec, Outcome expected, Outcome actual, double tolerance) {
    for (int head = 0; head < spec.heads().size(); head++) {
      assertClose(
          "projections",
          expected.projections().get(head),
          actual.projections().get(head),
          tolerance);
    }
    assertClose(
        "statistics", expected.statistics(), actual.statistics(), Math.max(1e-6, tolerance));
    // Some tensors' gradients are zero but for rounding: BatchNorm behind them cancels them.
    double[] gradient = expected.gradient();
    double floor = 0.01 * norm(gradient) + Double.MIN_NORMAL;
    for (Tensor tensor : ParameterLayout.of(spec).parameters()) {
      double[] part = part(gradient, tensor);
      double error = distance(part, part(actual.gradient(), tensor)) / Math.max(floor, norm(part));
      assertTrue(error < tolerance, () -> tensor.name() + "'s gradient is off by " + error);
    }
  }

  private static void assertClose(
      String what, double[] expected, double[] actual, double tolerance) {
    double error = distance(expected, actual) / norm(expected);
    assertTrue(error < tolerance, () -> what + " are off by " + error);
  }

  private static double[] part(double[] of, Tensor tensor) {
    return Arrays.copyOfRange(of, tensor.offset(), tensor.offset() + tensor.size());
  }

  private static double norm(double[] values) {
    return TestNetworks.norm(values, 0, values.length);
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return norm(difference);
  }
}
