package io.mscon.optim;

/**
 * Linear warm-up from near 0 to the peak, then cosine decay to 0 (Loshchilov and Hutter 2017, arXiv
 * 1608.03983, without restarts).
 *
 * @param peak the learning rate after warm-up
 * @param warmupSteps steps of warm-up, 0 for none
 * @param totalSteps steps of the whole training
 */
public record WarmupCosine(double peak, long warmupSteps, long totalSteps) {

  /**
   * The learning rate of a step.
   *
   * @param step 0 for the first
   */
  public double at(long step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    long decaySteps = Math.max(1, totalSteps - warmupSteps);
    double progress = Math.min(1.0, (step - warmupSteps) / (double) decaySteps);
    return peak * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
