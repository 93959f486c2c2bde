package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.onednn.OneDnnNetwork;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkMemoryTest {
  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(EncoderDepth.RESNET18, Stem.IMAGENET, 1.0, 64, 32),
        Arguments.of(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.25, 28, 64),
        Arguments.of(EncoderDepth.RESNET34, Stem.IMAGENET, 0.5, 112, 16),
        Arguments.of(EncoderDepth.RESNET50, Stem.IMAGENET, 0.5, 96, 16));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theEstimateAgreesWithTheEngine(
      EncoderDepth depth, Stem stem, double width, int size, int rows) {
    NetworkSpec spec = new NetworkSpec(depth, stem, width, size, HeadShape.projections(2, 64, 32));
    NetworkMemory estimate = NetworkMemory.of(spec, rows);
    try (Network network = new OneDnnNetwork(spec)) {
      long before = Pointer.totalBytes();
      try (ForwardPass pass = network.forward(new float[rows * 3 * size * size], rows)) {
        assertWithin(0.95, 1.1, estimate.activationBytes(), pass.activationBytes());
        Values above = Precision.FLOAT32.zeros(rows * spec.heads().get(0).outputs());
        int parameters = network.layout().parameterCount();
        pass.backward(List.of(above, above), Precision.FLOAT32.zeros(parameters));
        long work = Pointer.totalBytes() - before - pass.activationBytes();
        // Without AVX-512 oneDNN has no Winograd convolutions, which need most of the room.
        double most = network.describeEngine().contains("AVX-512") ? 2 : 5;
        assertWithin(0.9, most, estimate.workBytes(), work);
      }
    }
  }

  @Test
  void featureMapsHalveFromStageToStage() {
    assertEquals(
        new FeatureMaps(112, List.of(56, 28, 14, 7)), FeatureMaps.of(spec(Stem.IMAGENET, 224)));
    assertEquals(
        new FeatureMaps(32, List.of(32, 16, 8, 4)), FeatureMaps.of(spec(Stem.SMALL_IMAGE, 32)));
    assertEquals(1, FeatureMaps.of(spec(Stem.IMAGENET, 8)).last());
  }

  @Test
  void anOddEdgeIsRoundedUpAsTheEngineDoes() {
    assertEquals(new FeatureMaps(57, List.of(29, 15, 8, 4)), maps(113));
  }

  private static FeatureMaps maps(int size) {
    return FeatureMaps.of(spec(Stem.IMAGENET, size));
  }

  private static NetworkSpec spec(Stem stem, int size) {
    return new NetworkSpec(EncoderDepth.RESNET18, stem, 1, size, HeadShape.projections(1, 64, 32));
  }

  private static void assertWithin(double least, double most, long estimate, long measured) {
    double ratio = (double) estimate / measured;
    assertTrue(
        ratio >= least && ratio <= most,
        "estimated " + estimate + ", measured " + measured + ": " + ratio);
  }
}
