package io.mscon.optim;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;

/**
 * Layer-wise adaptive rate scaling: SGD with momentum m and weight decay d whose step in each
 * weight tensor is in proportion to the tensor's norm, for large batches.
 *
 * <p>With trust coefficient t, per tensor: ratio = t ||w|| / (||g|| + d ||w||), or 1 when either
 * norm is 0; v = m v + ratio (g + d w); w = w - rate v. You, Gitman, Ginsburg 2017 (arXiv
 * 1708.03888, equation 6); there the learning rate is part of v, here it stands outside as in
 * PyTorch's SGD and Lightning Flash's LARS, which is the same while the rate is constant. BatchNorm
 * and biases are neither adapted nor decayed (ratio = 1, d = 0), as in SimCLR: Chen et al. 2020
 * (arXiv 2002.05709). Norms are added up in float64. One slot: v.
 *
 * @param layout which stretch of the vectors is what
 * @param momentum m, at least 0 and below 1
 * @param weightDecay d, at least 0
 * @param trustCoefficient t, above 0
 */
public record Lars(
    ParameterLayout layout, double momentum, double weightDecay, double trustCoefficient)
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
      int from = tensor.offset();
      int to = from + tensor.size();
      boolean adapted = tensor.role().decays();
      double ratio = adapted ? trustRatio(parameters, gradient, from, to) : 1;
      double decay = adapted ? ratio * weightDecay : 0;
      new Momentum((float) momentum, (float) ratio, (float) decay, (float) learningRate)
          .update(parameters, slots[0], gradient, from, to);
    }
  }

  private double trustRatio(float[] parameters, float[] gradient, int from, int to) {
    double parameterNorm = FlatVectors.norm(parameters, from, to);
    double gradientNorm = FlatVectors.norm(gradient, from, to);
    if (parameterNorm == 0 || gradientNorm == 0) {
      return 1;
    }
    return trustCoefficient * parameterNorm / (gradientNorm + weightDecay * parameterNorm);
  }
}
