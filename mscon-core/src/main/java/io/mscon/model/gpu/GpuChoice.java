package io.mscon.model.gpu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives this process one card, before ND4J starts: from then on CUDA sees that one only, whichever
 * thread asks. Choosing the same card again changes nothing.
 */
public final class GpuChoice {
  private static final String BY_BUS = "PCI_BUS_ID";

  private final NvidiaSmi tool;
  private final VisibleDevices devices;

  GpuChoice(NvidiaSmi tool, VisibleDevices devices) {
    this.tool = tool;
    this.devices = devices;
  }

  /** That of this process. */
  public static GpuChoice ofThisProcess() {
    return new GpuChoice(new NvidiaSmi(), VisibleDevices.ofThisProcess());
  }

  /**
   * Chooses a card.
   *
   * @param address number or UUID of the card; the first one if nobody gives any
   * @throws IllegalStateException if there is no such card or driver, ND4J has no kernels for it,
   *     or this process has another one already; the message says which and what to do
   */
  public void take(Optional<String> address) {
    GpuCard card = find(address, tool.cards());
    GpuSupport.obstacle(card)
        .ifPresent(
            obstacle -> {
              throw new IllegalStateException(obstacle);
            });
    String before = devices.get(VisibleDevices.VARIABLE);
    if (before == null || before.isEmpty()) {
      devices.set(VisibleDevices.ORDER, BY_BUS);
      devices.set(VisibleDevices.VARIABLE, card.uuid());
    } else if (before.startsWith("GPU-") && !before.equals(card.uuid()) && address.isPresent()) {
      throw new IllegalStateException(
          "Cannot run on %s: this process works on %s already (give every executor one GPU:"
                  .formatted(card, before)
              + " spark.executor.resource.gpu.amount=1)");
    }
  }

  private static GpuCard find(Optional<String> address, List<GpuCard> cards) {
    if (cards.isEmpty()) {
      throw new IllegalStateException(
          "Cannot run on a GPU: %s lists none (%s)"
              .formatted(NvidiaSmi.PROGRAM, GpuSupport.REMEDY));
    }
    if (address.isEmpty()) {
      return cards.get(0);
    }
    return cards.stream()
        .filter(card -> card.hasAddress(address.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot run on GPU %s: %s lists %s (look at the script of spark.*.resource.gpu.discoveryScript)"
                        .formatted(
                            address.get(),
                            NvidiaSmi.PROGRAM,
                            cards.stream()
                                .map(GpuCard::toString)
                                .collect(Collectors.joining(", ")))));
  }
}
