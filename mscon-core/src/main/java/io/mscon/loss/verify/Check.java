package io.mscon.loss.verify;

/**
 * One compared quantity.
 *
 * @param name for example {@code kendall.dx}
 * @param difference largest difference; NaN if shapes disagree or a number is not finite
 * @param tolerance largest that passes
 */
public record Check(String name, double difference, double tolerance) {
  /** Whether the difference is small enough. */
  public boolean passed() {
    return difference <= tolerance;
  }
}
