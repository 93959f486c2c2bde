package io.mscon.model.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What ND4J's CUDA backend (nd4j-cuda-11.6, 1.0.0-M2.1) runs on. It has machine code for these
 * capabilities only, and none that a newer driver could compile again (PTX).
 */
public final class GpuSupport {
  /** The oldest driver of CUDA 11's minor version compatibility. */
  static final String OLDEST_DRIVER = "450.80.02";

  /** What to do where there is no GPU to run on. */
  static final String REMEDY =
      "use a machine with a GPU, or set compute.engine=onednn to run on the CPU";

  private static final List<ComputeCapability> KERNELS =
      Arrays.asList(
          new ComputeCapability(3, 7),
          new ComputeCapability(5, 0),
          new ComputeCapability(5, 2),
          new ComputeCapability(6, 0),
          new ComputeCapability(6, 1),
          new ComputeCapability(7, 0),
          new ComputeCapability(7, 5),
          new ComputeCapability(8, 0),
          new ComputeCapability(8, 6));

  private GpuSupport() {}

  /**
   * Why a card can't be used, or empty.
   *
   * @param card to look at
   */
  public static Optional<String> obstacle(GpuCard card) {
    if (olderThan(card.driver(), OLDEST_DRIVER)) {
      return Optional.of(
          "Cannot run on %s: its driver is %s (CUDA 11.6 needs %s or newer)"
              .formatted(card, card.driver(), OLDEST_DRIVER));
    }
    if (KERNELS.stream().noneMatch(card.capability()::runs)) {
      return Optional.of(
          ("Cannot run on %s: it has compute capability %s, and ND4J's CUDA backend has kernels for"
                  + " %s only (cards such as V100, T4, A100, A10 and L4; none for H100 and newer;"
                  + " %s)")
              .formatted(card, card.capability(), kernels(), REMEDY));
    }
    return Optional.empty();
  }

  private static String kernels() {
    return KERNELS.stream().map(ComputeCapability::toString).collect(Collectors.joining(", "));
  }

  private static boolean olderThan(String version, String oldest) {
    int[] has = numbers(version);
    int[] needs = numbers(oldest);
    return Arrays.compare(has, needs) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\."))
        .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
        .toArray();
  }
}
