package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the seam promises, kept by DL4J. */
class Dl4jNetworkTest {
  private static final int ROWS = 3;
  private static final NetworkSpec SPEC =
      TestNetworks.spec(EncoderDepth.RESNET18, Stem.IMAGENET, 0.125, 32, 2);

  private final float[] images = TestNetworks.images(SPEC, ROWS, 2);
  private final float[] otherImages = TestNetworks.images(SPEC, ROWS, 3);

  private static Values converted(float[] values, Precision precision) {
    Values single = Values.of(values);
    return precision == Precision.FLOAT32 ? single : Values.of(single.float64());
  }

  private static Values parameters(Precision precision) {
    return converted(TestNetworks.parameters(SPEC, 1), precision);
  }

  private static Network network(Precision precision) {
    Network network = Networks.create(SPEC, Engine.DL4J, precision);
    network.setParameters(parameters(precision));
    network.setRunningStatistics(InitialWeights.statistics(SPEC));
    return network;
  }

  private static List<Values> above(Precision precision) {
    List<Values> gradients = new ArrayList<>();
    for (float[] ofHead : TestNetworks.projectionGradients(SPEC, ROWS, 4)) {
      gradients.add(converted(ofHead, precision));
    }
    return gradients;
  }

  private static byte[] backward(ForwardPass pass, Precision precision) {
    Values gradient = precision.zeros(ParameterLayout.of(SPEC).parameterCount());
    pass.backward(above(precision), gradient);
    return gradient.toBytes();
  }

  private static byte[] gradient(Network network, Precision precision, float[] input) {
    try (ForwardPass pass = network.forward(input, ROWS)) {
      return backward(pass, precision);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void openPassesGiveWhatTheyGiveOneAfterAnother(Precision precision) {
    try (Network network = network(precision)) {
      byte[] expected = gradient(network, precision, images);
      byte[] otherExpected = gradient(network, precision, otherImages);
      assertFalse(Arrays.equals(expected, otherExpected));
      try (ForwardPass first = network.forward(images, ROWS);
          ForwardPass second = network.forward(otherImages, ROWS)) {
        byte[] projections = first.projections(0).toBytes();
        float[] statistics = first.batchStatistics();
        assertArrayEquals(otherExpected, backward(second, precision));
        assertArrayEquals(expected, backward(first, precision));
        assertArrayEquals(projections, first.projections(0).toBytes());
        assertArrayEquals(statistics, first.batchStatistics());
      }
      try (ForwardPass first = network.forward(images, ROWS);
          ForwardPass second = network.forward(otherImages, ROWS)) {
        network.features(otherImages, ROWS);
        assertArrayEquals(expected, backward(first, precision));
        assertArrayEquals(otherExpected, backward(second, precision));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sameBitsAgainAndInAnotherInstanceAndThread(Precision precision) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Network network = network(precision);
        Network other = network(precision)) {
      byte[] gradient = gradient(network, precision, images);
      float[] features = network.features(images, ROWS);
      gradient(other, precision, otherImages);
      assertArrayEquals(gradient, gradient(other, precision, images));
      assertArrayEquals(gradient, thread.submit(() -> gradient(network, precision, images)).get());
      assertArrayEquals(features, thread.submit(() -> network.features(images, ROWS)).get());
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void backwardAdds() {
    try (Network network = network(Precision.FLOAT64)) {
      double[] once = Values.of(new double[0]).float64();
      Values gradient = Precision.FLOAT64.zeros(network.layout().parameterCount());
      for (int times = 1; times <= 2; times++) {
        try (ForwardPass pass = network.forward(images, ROWS)) {
          pass.backward(above(Precision.FLOAT64), gradient);
        }
        once = times == 1 ? gradient.float64().clone() : once;
      }
      for (int i = 0; i < once.length; i++) {
        assertEquals(2 * once[i], gradient.float64()[i], 0);
      }
    }
  }

  @Test
  void rowsAreIndependentInEvaluation() {
    float[] many = TestNetworks.images(SPEC, 35, 11);
    int width = SPEC.featureSize();
    int rowSize = 3 * 32 * 32;
    try (Network network = network(Precision.FLOAT32)) {
      float[] features = network.features(many, 35);
      for (int row : new int[] {0, 1, 31, 32, 34}) {
        float[] alone =
            network.features(Arrays.copyOfRange(many, row * rowSize, (row + 1) * rowSize), 1);
        assertArrayEquals(Arrays.copyOfRange(features, row * width, (row + 1) * width), alone);
      }
    }
  }

  @Test
  void evaluationFollowsParametersAndStatisticsAlone() {
    try (Network network = network(Precision.FLOAT32)) {
      float[] before = network.features(images, ROWS);
      float[] statistics = InitialWeights.statistics(SPEC);
      statistics[0] += 1;
      network.setRunningStatistics(statistics);
      assertFalse(Arrays.equals(before, network.features(images, ROWS)));
      network.setRunningStatistics(InitialWeights.statistics(SPEC));
      network.setParameters(Values.of(TestNetworks.parameters(SPEC, 99)));
      assertFalse(Arrays.equals(before, network.features(images, ROWS)));
      network.setParameters(parameters(Precision.FLOAT32));
      gradient(network, Precision.FLOAT32, otherImages);
      assertArrayEquals(before, network.features(images, ROWS));
    }
  }

  @Test
  void encoderWithoutHeads() {
    NetworkSpec alone = TestNetworks.spec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, 0);
    try (Network encoder = Networks.create(alone, Engine.DL4J, Precision.FLOAT32)) {
      encoder.setRunningStatistics(InitialWeights.statistics(alone));
      float[] input = TestNetworks.images(alone, 2, 1);
      assertEquals(2 * alone.featureSize(), encoder.features(input, 2).length);
      try (ForwardPass pass = encoder.forward(input, 2)) {
        assertEquals(encoder.layout().statisticCount(), pass.batchStatistics().length);
        pass.backward(List.of(), Precision.FLOAT32.zeros(encoder.layout().parameterCount()));
      }
    }
  }

  @Test
  void misuseIsRefused() {
    Precision single = Precision.FLOAT32;
    try (Network network = network(single)) {
      int length = network.layout().parameterCount();
      refused(() -> network.setParameters(single.zeros(3)));
      refused(() -> network.setParameters(Precision.FLOAT64.zeros(length)));
      refused(() -> network.forward(images, ROWS + 1));
      refused(() -> network.forward(images, 0));
      // One row leaves one value per channel in the last stage of a 32-pixel image.
      refused(() -> network.forward(images, 1));
      ForwardPass pass = network.forward(images, ROWS);
      refused(() -> pass.projections(2));
      refused(() -> pass.backward(above(Precision.FLOAT64), single.zeros(length)));
      refused(() -> pass.backward(above(single), Precision.FLOAT64.zeros(length)));
      backward(pass, single);
      assertThrows(IllegalStateException.class, () -> backward(pass, single));
      pass.close();
      pass.close();
      assertThrows(IllegalStateException.class, () -> pass.projections(0));
      ForwardPass stale = network.forward(images, ROWS);
      network.setParameters(parameters(single));
      assertThrows(IllegalStateException.class, () -> backward(stale, single));
    }
  }

  private static void refused(Runnable misuse) {
    assertThrows(IllegalArgumentException.class, misuse::run);
  }

  @Test
  void closedNetworkIsRefused() {
    Network network = network(Precision.FLOAT32);
    ForwardPass pass = network.forward(images, ROWS);
    network.close();
    network.close();
    assertThrows(IllegalStateException.class, () -> network.forward(images, ROWS));
    assertThrows(IllegalStateException.class, () -> pass.projections(0));
    pass.close();
  }

  @Test
  void engineIsDescribed() {
    try (Network network = network(Precision.FLOAT64)) {
      String description = network.describeEngine();
      assertTrue(
          description.matches(
              "DL4J \\S+ on ND4J's CpuBackend built with oneDNN, .*, float64, 1 thread"),
          description);
    }
  }

  @Test
  void oneDnnHasSinglePrecisionOnly() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Networks.create(SPEC, Engine.ONEDNN, Precision.FLOAT64));
    assertTrue(refusal.getMessage().contains("dl4j"), refusal.getMessage());
    try (Network network = Networks.create(SPEC, Engine.AUTO, Precision.FLOAT64)) {
      assertTrue(network.describeEngine().startsWith("DL4J"), network.describeEngine());
    }
  }
}
