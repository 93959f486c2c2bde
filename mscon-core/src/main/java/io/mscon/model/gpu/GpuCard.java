package io.mscon.model.gpu;

/**
 * A card.
 *
 * @param index its number on this machine
 * @param uuid NVIDIA's name of this very card
 * @param model what it is called
 * @param driver version of NVIDIA's driver
 * @param capability what it runs
 */
public record GpuCard(
    String index, String uuid, String model, String driver, ComputeCapability capability) {

  /** Whether Spark's resources mean this card. */
  boolean hasAddress(String address) {
    return index.equals(address) || uuid.equals(address);
  }

  @Override
  public String toString() {
    return "GPU " + index + " (" + model + ")";
  }
}
