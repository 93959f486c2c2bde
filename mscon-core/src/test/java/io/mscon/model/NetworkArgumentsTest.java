package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What both engines say to arguments that don't fit. */
class NetworkArgumentsTest {
  private static final NetworkArguments ARGUMENTS = of(16);
  private static final int LENGTH = ARGUMENTS.layout().parameterCount();

  @Test
  void vectorsHaveTheLayoutsLengthAndTheNetworksPrecision() {
    assertDoesNotThrow(() -> ARGUMENTS.requireParameters(single(LENGTH)));
    refused(
        "Invalid length of the parameters: 3 (must be " + LENGTH + ")",
        () -> ARGUMENTS.requireParameters(single(3)));
    refused(
        "Invalid precision of the parameters: FLOAT64 (must be FLOAT32, the network's)",
        () -> ARGUMENTS.requireParameters(Precision.FLOAT64.zeros(LENGTH)));
    int statistics = ARGUMENTS.layout().statisticCount();
    assertDoesNotThrow(() -> ARGUMENTS.requireStatistics(new float[statistics]));
    refused(
        "Invalid number of running statistics: 1 (must be " + statistics + ")",
        () -> ARGUMENTS.requireStatistics(new float[1]));
  }

  @Test
  void everyRowNeedsAnImage() {
    assertDoesNotThrow(() -> ARGUMENTS.requireImages(new float[2 * 768 + 1], 2));
    refused(
        "Invalid images: 1535 values (must be at least rows x 3 x size x size = 1536)",
        () -> ARGUMENTS.requireImages(new float[2 * 768 - 1], 2));
    refused(
        "Invalid rows: 0 (must be at least 1)", () -> ARGUMENTS.requireImages(new float[768], 0));
  }

  @Test
  void oneRowTrainsOnlyWhereTheLastFeatureMapHasTwoPixels() {
    assertDoesNotThrow(() -> of(9).requireTrainable(1));
    assertDoesNotThrow(() -> of(8).requireTrainable(2));
    refused(
        "Invalid rows: 1 (must be at least 2: BatchNorm needs two values per channel in training)",
        () -> of(8).requireTrainable(1));
  }

  @Test
  void aBackwardPassNeedsAGradientPerHead() {
    assertDoesNotThrow(
        () -> ARGUMENTS.requireGradients(List.of(single(24), single(14)), 2, single(LENGTH)));
    refused(
        "Invalid number of projection gradients: 1 (must be 2)",
        () -> ARGUMENTS.requireGradients(List.of(single(24)), 2, single(LENGTH)));
    refused(
        "Invalid length of the projection gradient: 12 (must be 14)",
        () -> ARGUMENTS.requireGradients(List.of(single(24), single(12)), 2, single(LENGTH)));
    refused(
        "Invalid length of the gradient: 5 (must be " + LENGTH + ")",
        () -> ARGUMENTS.requireGradients(List.of(single(24), single(14)), 2, single(5)));
  }

  @Test
  void headsAreCountedFromZero() {
    assertDoesNotThrow(() -> ARGUMENTS.requireHead(1));
    refused("Invalid head: 2 (must be at least 0 and less than 2)", () -> ARGUMENTS.requireHead(2));
    refused(
        "Invalid head: -1 (must be at least 0 and less than 2)", () -> ARGUMENTS.requireHead(-1));
  }

  private static void refused(String message, Runnable check) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, check::run).getMessage(), message);
  }

  private static Values single(int length) {
    return Precision.FLOAT32.zeros(length);
  }

  private static NetworkArguments of(int imageSize) {
    NetworkSpec spec =
        TestNetworks.spec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, imageSize, 2);
    return new NetworkArguments(spec, ParameterLayout.of(spec), Precision.FLOAT32);
  }
}
