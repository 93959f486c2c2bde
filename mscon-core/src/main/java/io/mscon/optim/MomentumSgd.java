package io.mscon.optim;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;

/**
 * Stochastic gradient descent with momentum m and L2 weight decay d, as PyTorch's {@code SGD}
 * defines it (no dampening, no Nesterov): v = m v + (g + d w); w = w - rate v. BatchNorm's
 * parameters and biases do not decay. One slot: v.
 *
 * @param layout which stretch of the vectors is what
 * @param momentum m, at least 0 and below 1
 * @param weightDecay d, at least 0
 */
public record MomentumSgd(ParameterLayout layout, double momentum, double weightDecay)
    implements Optimizer {

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public void step(
      long step, float[] parameters, float[][] slots, float[] gradient, double learningRate) {
    FlatVectors.require(layout, slots(), parameters, slots, gradient);
    for (Tensor tensor : layout.parameters()) {
      float decay = tensor.role().decays() ? (float) weightDecay : 0;
      int from = tensor.offset();
      int to = from + tensor.size();
      Momentum momentumOfTensor = new Momentum((float) momentum, 1, decay, (float) learningRate);
      momentumOfTensor.update(parameters, slots[0], gradient, from, to);
    }
  }
}
