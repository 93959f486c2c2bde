package io.mscon.data;

/** Width h of the kernel exp(-(y_i - y_j)^2 / 2h^2) of a continuous metric, as it is asked for. */
public sealed interface Bandwidth {
  /** The label's own unit. */
  Bandwidth UNIT = new Given(1);

  /**
   * A number.
   *
   * @param value in the label's unit, above 0
   */
  record Given(double value) implements Bandwidth {}

  /** The {@link MedianDifference} of the training split's values. */
  record Median() implements Bandwidth {}
}
