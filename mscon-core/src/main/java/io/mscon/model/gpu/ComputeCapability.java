package io.mscon.model.gpu;

/**
 * What instructions a card runs, as NVIDIA counts them.
 *
 * @param major the generation
 * @param minor within it
 */
public record ComputeCapability(int major, int minor) {

  /**
   * Reads a capability.
   *
   * @param text such as 8.6
   * @throws IllegalArgumentException if it is none
   */
  public static ComputeCapability parse(String text) {
    if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
      throw new IllegalArgumentException(
          "Invalid compute capability: " + text + " (must be two numbers, such as 8.6)");
    }
    int dot = text.indexOf('.');
    return new ComputeCapability(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  /** Whether a card of this capability runs machine code that was compiled for another one. */
  boolean runs(ComputeCapability compiledFor) {
    return major == compiledFor.major && minor >= compiledFor.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
