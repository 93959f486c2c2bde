package io.mscon.loss;

/**
 * The loss of one metric over a global batch.
 *
 * @param active whether there was a valid anchor; all else is 0 if not
 * @param loss mean over the anchors, times the scale
 * @param targetEntropy mean H(t_i): the floor of the loss
 * @param logTemperatureGradient derivative of the loss with respect to log temperature
 * @param anchors valid anchors
 */
public record MetricValue(
    boolean active,
    double loss,
    double targetEntropy,
    double logTemperatureGradient,
    long anchors) {
  static final MetricValue INACTIVE = new MetricValue(false, 0, 0, 0, 0);

  /** Mean KL(t_i || p_i) for scale 1: what of the loss can be learned away. */
  public double excess() {
    return loss - targetEntropy;
  }
}
