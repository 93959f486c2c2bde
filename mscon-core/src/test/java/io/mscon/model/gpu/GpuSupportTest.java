package io.mscon.model.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuSupportTest {
  @ParameterizedTest
  @CsvSource({
    "Tesla K80, 3.7",
    "Tesla P100, 6.0",
    "Tesla V100, 7.0",
    "Tesla T4, 7.5",
    "A100, 8.0",
    "A10, 8.6",
    "L4, 8.9",
    "Jetson, 7.2"
  })
  void cardsWithKernelsAreTaken(String model, String capability) {
    assertEquals(Optional.empty(), GpuSupport.obstacle(card(model, "510.39.01", capability)));
  }

  @ParameterizedTest
  @CsvSource({"H100, 9.0", "B200, 10.0", "RTX 5090, 12.0", "K40, 3.5", "M2090, 2.0"})
  void cardsWithoutKernelsAreNamedWithThoseThatHaveThem(String model, String capability) {
    String obstacle = GpuSupport.obstacle(card(model, "580.65", capability)).orElseThrow();

    assertTrue(
        obstacle.startsWith(
            "Cannot run on GPU 0 (" + model + "): it has compute capability " + capability),
        obstacle);
    assertTrue(obstacle.contains("3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0, 8.6"), obstacle);
    assertTrue(obstacle.contains("V100, T4, A100, A10 and L4"), obstacle);
    assertTrue(obstacle.contains("compute.engine=onednn"), obstacle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"450.80.01", "450.51", "440.33.01", "390", "broken"})
  void oldDriversAreRefused(String driver) {
    assertEquals(
        Optional.of(
            "Cannot run on GPU 0 (T4): its driver is "
                + driver
                + " (CUDA 11.6 needs 450.80.02 or newer)"),
        GpuSupport.obstacle(card("T4", driver, "7.5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"450.80.02", "450.102.04", "470.57.02", "510.39.01", "1000"})
  void newerDriversAreTaken(String driver) {
    assertEquals(Optional.empty(), GpuSupport.obstacle(card("T4", driver, "7.5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8.", ".6", "8.6.1", "eight.six", "[N/A]", "-8.6"})
  void whatIsNoCapabilityIsRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ComputeCapability.parse(text));

    assertTrue(e.getMessage().startsWith("Invalid compute capability: " + text), e.getMessage());
  }

  private static GpuCard card(String model, String driver, String capability) {
    return new GpuCard("0", "GPU-1", model, driver, ComputeCapability.parse(capability));
  }
}
