package io.mscon.optim;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;

/**
 * Adam with decoupled weight decay d, as PyTorch's {@code AdamW} defines it. With t = step + 1: w =
 * w - rate d w; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = w - rate (m / (1 -
 * beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon). Kingma and Ba 2015 (arXiv 1412.6980); Loshchilov
 * and Hutter 2019 (arXiv 1711.05101). BatchNorm's parameters and biases do not decay. Two slots: m,
 * then v.
 *
 * @param layout which stretch of the vectors is what
 * @param beta1 of the gradient's running mean, at least 0 and below 1
 * @param beta2 of its square's running mean, at least 0 and below 1
 * @param epsilon beside the root, above 0 in float32
 * @param weightDecay d, at least 0
 */
public record AdamW(
    ParameterLayout layout, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public void step(
      long step, float[] parameters, float[][] slots, float[] gradient, double learningRate) {
    FlatVectors.require(layout, slots(), parameters, slots, gradient);
    // StrictMath: the same bits on every machine and in every JVM.
    double meanCorrection = 1 - StrictMath.pow(beta1, step + 1.0);
    double squareCorrection = 1 - StrictMath.pow(beta2, step + 1.0);
    for (Tensor tensor : layout.parameters()) {
      double decay = tensor.role().decays() ? weightDecay : 0;
      Moments moments =
          new Moments(
              new Average((float) beta1, (float) (1 - beta1)),
              new Average((float) beta2, (float) (1 - beta2)),
              (float) (1 / Math.sqrt(squareCorrection)),
              (float) epsilon,
              (float) (learningRate / meanCorrection),
              (float) (learningRate * decay));
      int from = tensor.offset();
      moments.update(parameters, slots, gradient, from, from + tensor.size());
    }
  }

  private record Average(float keep, float take) {}

  private record Moments(
      Average mean, Average square, float rootScale, float epsilon, float rate, float decay) {

    void update(float[] parameters, float[][] slots, float[] gradient, int from, int to) {
      update(parameters, slots[0], slots[1], gradient, from, to);
    }

    private void update(
        float[] parameters, float[] means, float[] squares, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        float g = gradient[i];
        float m = mean.keep * means[i] + mean.take * g;
        float v = square.keep * squares[i] + square.take * g * g;
        means[i] = m;
        squares[i] = v;
        float root = (float) Math.sqrt(v) * rootScale + epsilon;
        // One subtraction for step and decay: rate d is often less than w's last bit alone.
        parameters[i] -= rate * (m / root) + decay * parameters[i];
      }
    }
  }
}
