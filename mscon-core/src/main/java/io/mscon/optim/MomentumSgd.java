package io.mscon.optim;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;

/**
 * Stochastic gradient descent with momentum and L2 weight decay, as PyTorch defines it: v =
 * momentum v + (g + decay p); p = p - rate v. BatchNorm's parameters and biases do not decay.
 */
public final class MomentumSgd {
  private final ParameterLayout layout;
  private final float momentum;
  private final float weightDecay;

  /**
   * Makes the optimiser.
   *
   * @param layout which stretch of the vectors is what
   * @param momentum of the velocity, at least 0 and below 1
   * @param weightDecay L2, at least 0
   */
  public MomentumSgd(ParameterLayout layout, double momentum, double weightDecay) {
    this.layout = layout;
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
  }

  /**
   * One step, in place.
   *
   * @param parameters [layout.parameterCount()]
   * @param velocity [layout.parameterCount()]
   * @param gradient [layout.parameterCount()]
   * @param learningRate of this step
   */
  public void step(float[] parameters, float[] velocity, float[] gradient, double learningRate) {
    for (Tensor tensor : layout.parameters()) {
      float decay = tensor.role().decays() ? weightDecay : 0;
      int end = tensor.offset() + tensor.size();
      update(parameters, velocity, gradient, tensor.offset(), end, decay, (float) learningRate);
    }
  }

  private void update(
      float[] parameters,
      float[] velocity,
      float[] gradient,
      int from,
      int to,
      float decay,
      float rate) {
    for (int i = from; i < to; i++) {
      float moved = momentum * velocity[i] + (gradient[i] + decay * parameters[i]);
      velocity[i] = moved;
      parameters[i] -= rate * moved;
    }
  }
}
