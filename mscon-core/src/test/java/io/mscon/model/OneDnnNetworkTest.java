package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.onednn.OneDnnNetwork;
import io.mscon.numeric.Values;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneDnnNetworkTest {
  private static final int ROWS = 6;
  private static final NetworkSpec SPEC =
      TestNetworks.spec(EncoderDepth.RESNET18, Stem.IMAGENET, 0.25, 32, 2);

  private final float[] parameters = TestNetworks.parameters(SPEC, 1);
  private final float[] images = TestNetworks.images(SPEC, ROWS, 2);
  private final float[] otherImages = TestNetworks.images(SPEC, ROWS, 3);
  private final float[][] above = TestNetworks.projectionGradients(SPEC, ROWS, 4);
  private Network network;

  @BeforeEach
  void open() {
    network = network(SPEC, parameters);
  }

  @AfterEach
  void close() {
    network.close();
  }

  private static Network network(NetworkSpec spec, float[] parameters) {
    Network network = new OneDnnNetwork(spec);
    network.setParameters(Values.of(parameters));
    network.setRunningStatistics(InitialWeights.statistics(spec));
    return network;
  }

  private float[] gradient(Network of, float[] input) {
    float[] gradient = new float[parameters.length];
    try (ForwardPass pass = of.forward(input, ROWS)) {
      pass.backward(TestNetworks.values(above), Values.of(gradient));
    }
    return gradient;
  }

  private static float[] projections(Network of, float[] input, int head) {
    try (ForwardPass pass = of.forward(input, ROWS)) {
      return pass.projections(head).float32();
    }
  }

  @ParameterizedTest
  @EnumSource(EncoderDepth.class)
  void gradientAgreesWithFiniteDifferences(EncoderDepth depth) {
    NetworkSpec spec = TestNetworks.spec(depth, Stem.IMAGENET, 0.125, 32, 2);
    float[] start = TestNetworks.parameters(spec, 5);
    TestNetworks.shiftNormalisation(spec, start, 2);
    float[] input = TestNetworks.images(spec, 16, 6);
    float[][] weights = TestNetworks.projectionGradients(spec, 16, 7);
    try (Network tiny = network(spec, start)) {
      float[] gradient = new float[start.length];
      try (ForwardPass pass = tiny.forward(input, 16)) {
        pass.backward(TestNetworks.values(weights), Values.of(gradient));
      }
      double norm = Math.sqrt(dot(gradient, gradient));
      float step = 1e-2f;
      double ahead = valueAt(tiny, moved(start, gradient, step / norm), input, weights);
      double behind = valueAt(tiny, moved(start, gradient, -step / norm), input, weights);
      double slope = (ahead - behind) / (2 * step);
      assertEquals(1, slope / norm, 0.02);
    }
  }

  private static float[] moved(float[] from, float[] direction, double step) {
    float[] moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  private static double valueAt(
      Network tiny, float[] parameters, float[] input, float[][] weights) {
    tiny.setParameters(Values.of(parameters));
    try (ForwardPass pass = tiny.forward(input, 16)) {
      return dot(pass.projections(0).float32(), weights[0])
          + dot(pass.projections(1).float32(), weights[1]);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void backwardAdds() {
    float[] once = gradient(network, images);
    float[] sum = new float[parameters.length];
    Arrays.fill(sum, 1);
    try (ForwardPass pass = network.forward(images, ROWS)) {
      pass.backward(TestNetworks.values(above), Values.of(sum));
    }
    for (int i = 0; i < sum.length; i++) {
      assertEquals(1 + once[i], sum[i], 0);
    }
  }

  @Test
  void sameBitsAgainAndInAnotherInstance() {
    float[] gradient = gradient(network, images);
    float[] projections = projections(network, images, 1);
    assertArrayEquals(gradient, gradient(network, images));
    try (Network other = network(SPEC, parameters)) {
      projections(other, otherImages, 0);
      assertArrayEquals(gradient, gradient(other, images));
      assertArrayEquals(projections, projections(other, images, 1));
      assertArrayEquals(network.features(images, ROWS), other.features(images, ROWS));
    }
  }

  @Test
  void sameBitsFromAnotherThread() throws Exception {
    float[] gradient = gradient(network, images);
    float[] features = network.features(images, ROWS);
    for (int task = 0; task < 3; task++) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        assertArrayEquals(gradient, thread.submit(() -> gradient(network, images)).get());
        assertArrayEquals(features, thread.submit(() -> network.features(images, ROWS)).get());
      } finally {
        thread.shutdown();
      }
    }
  }

  @Test
  void sameBitsFromInstancesAtWorkTogether() throws Exception {
    float[] gradient = gradient(network, images);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Network other = network(SPEC, parameters)) {
      for (int round = 0; round < 10; round++) {
        var here = threads.submit(() -> gradient(network, images));
        var there = threads.submit(() -> gradient(other, images));
        assertArrayEquals(gradient, here.get());
        assertArrayEquals(gradient, there.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void openPassesDoNotDisturbEachOther() {
    float[] expected = gradient(network, images);
    float[] projections = projections(network, images, 0);
    float[] otherProjections = projections(network, otherImages, 0);
    float[] gradient = new float[parameters.length];
    try (ForwardPass first = network.forward(images, ROWS);
        ForwardPass second = network.forward(otherImages, ROWS)) {
      first.backward(TestNetworks.values(above), Values.of(gradient));
      assertArrayEquals(projections, first.projections(0).float32());
      assertArrayEquals(otherProjections, second.projections(0).float32());
    }
    assertArrayEquals(expected, gradient);
  }

  @Test
  void embeddingFirstAndRecomputingLaterIsExact() {
    float[] projections = projections(network, images, 0);
    float[] statistics;
    try (ForwardPass pass = network.forward(images, ROWS)) {
      statistics = pass.batchStatistics();
    }
    projections(network, otherImages, 0);
    network.forward(otherImages, ROWS - 1).close();
    try (ForwardPass again = network.forward(images, ROWS)) {
      assertArrayEquals(projections, again.projections(0).float32());
      assertArrayEquals(statistics, again.batchStatistics());
    }
  }

  @Test
  void gradientsOfMicroBatchesAddUpInAnyNumberOfPlans() {
    for (int rows = 2; rows <= ROWS; rows++) {
      float[] input = Arrays.copyOf(images, rows * 3 * 32 * 32);
      float[][] part = {
        Arrays.copyOf(above[0], rows * SPEC.heads().get(0).outputs()),
        Arrays.copyOf(above[1], rows * SPEC.heads().get(1).outputs())
      };
      try (ForwardPass pass = network.forward(input, rows)) {
        pass.backward(TestNetworks.values(part), Values.of(new float[parameters.length]));
      }
    }
    try (Network fresh = network(SPEC, parameters)) {
      assertArrayEquals(gradient(fresh, images), gradient(network, images));
    }
  }

  @Test
  void rowsAreIndependentInEvaluation() {
    float[] many = TestNetworks.images(SPEC, 70, 11);
    float[] features = network.features(many, 70);
    int width = SPEC.featureSize();
    int rowSize = 3 * 32 * 32;
    for (int row : new int[] {0, 1, 31, 32, 40, 69}) {
      float[] alone =
          network.features(Arrays.copyOfRange(many, row * rowSize, (row + 1) * rowSize), 1);
      assertArrayEquals(Arrays.copyOfRange(features, row * width, (row + 1) * width), alone);
    }
  }

  @Test
  void evaluationFollowsParametersAndStatistics() {
    float[] before = network.features(images, ROWS);
    float[] statistics = InitialWeights.statistics(SPEC);
    statistics[0] += 1;
    network.setRunningStatistics(statistics);
    float[] after = network.features(images, ROWS);
    assertTrue(!Arrays.equals(before, after));
    network.setRunningStatistics(InitialWeights.statistics(SPEC));
    network.setParameters(Values.of(TestNetworks.parameters(SPEC, 99)));
    assertTrue(!Arrays.equals(before, network.features(images, ROWS)));
    network.setParameters(Values.of(parameters));
    assertArrayEquals(before, network.features(images, ROWS));
  }

  @Test
  void forwardDoesNotTouchEvaluation() {
    float[] before = network.features(images, ROWS);
    gradient(network, otherImages);
    assertArrayEquals(before, network.features(images, ROWS));
  }

  @Test
  void memoryDoesNotGrow() {
    work(30);
    long counted = Pointer.totalBytes();
    long physical = Pointer.physicalBytes();
    // Ends with the same rows, and so with the same plans, as the steps before.
    work(399);
    assertEquals(counted, Pointer.totalBytes());
    long growth = Pointer.physicalBytes() - physical;
    assertTrue(growth < 64L << 20, () -> "resident memory grew by " + growth + " bytes");
  }

  private void work(int steps) {
    float[] sum = new float[parameters.length];
    for (int step = 0; step < steps; step++) {
      network.setParameters(Values.of(parameters));
      try (ForwardPass pass = network.forward(images, ROWS)) {
        pass.batchStatistics();
        pass.backward(TestNetworks.values(above), Values.of(sum));
      }
      network.forward(images, ROWS - 1 - step % 3).close();
      network.features(images, 2);
    }
  }

  @Test
  void closingGivesAllMemoryBack() {
    long before = Pointer.totalBytes();
    for (int i = 0; i < 3; i++) {
      try (Network other = network(SPEC, parameters)) {
        gradient(other, images);
        other.features(images, ROWS);
      }
    }
    assertEquals(before, Pointer.totalBytes());
  }

  @Test
  void encoderWithoutHeads() {
    NetworkSpec alone = TestNetworks.spec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, 0);
    try (Network encoder = network(alone, InitialWeights.parameters(alone, 1))) {
      float[] input = TestNetworks.images(alone, 2, 1);
      assertEquals(2 * alone.featureSize(), encoder.features(input, 2).length);
      try (ForwardPass pass = encoder.forward(input, 2)) {
        assertEquals(encoder.layout().statisticCount(), pass.batchStatistics().length);
        pass.backward(
            TestNetworks.values(new float[0][]),
            Values.of(new float[encoder.layout().parameterCount()]));
      }
    }
  }

  @Test
  void misuseIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> network.setParameters(Values.of(new float[3])));
    assertThrows(
        IllegalArgumentException.class,
        () -> network.setParameters(Values.of(new double[parameters.length])));
    assertThrows(IllegalArgumentException.class, () -> network.forward(images, ROWS + 1));
    assertThrows(IllegalArgumentException.class, () -> network.forward(images, 0));
    // One row leaves one value per channel in the last stage of a 32-pixel image.
    assertThrows(IllegalArgumentException.class, () -> network.forward(images, 1));
    assertThrows(IllegalArgumentException.class, () -> network.forward(images, 1));
    ForwardPass pass = network.forward(images, ROWS);
    assertThrows(IllegalArgumentException.class, () -> pass.projections(2).float32());
    network.setParameters(Values.of(parameters));
    float[] gradient = new float[parameters.length];
    assertThrows(
        IllegalStateException.class,
        () -> pass.backward(TestNetworks.values(above), Values.of(gradient)));
    pass.close();
    pass.close();
    assertThrows(IllegalStateException.class, () -> pass.projections(0).float32());
  }

  @Test
  void backwardRunsOnce() {
    try (ForwardPass pass = network.forward(images, ROWS)) {
      pass.backward(TestNetworks.values(above), Values.of(new float[parameters.length]));
      assertThrows(
          IllegalStateException.class,
          () -> pass.backward(TestNetworks.values(above), Values.of(new float[parameters.length])));
    }
  }

  @Test
  void closedNetworkIsRefused() {
    Network other = network(SPEC, parameters);
    ForwardPass pass = other.forward(images, ROWS);
    other.close();
    other.close();
    assertThrows(IllegalStateException.class, () -> other.forward(images, ROWS));
    assertThrows(IllegalStateException.class, () -> pass.projections(0).float32());
    pass.close();
  }

  @Test
  void engineIsDescribed() {
    String description = network.describeEngine();
    assertTrue(description.startsWith("oneDNN 2.5.2, "), description);
    assertTrue(description.endsWith("1 thread"), description);
  }
}
