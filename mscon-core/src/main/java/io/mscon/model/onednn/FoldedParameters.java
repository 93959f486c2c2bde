package io.mscon.model.onednn;

import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.onednn.ResNet.ConvolutionUnit;

/**
 * BatchNorm with fixed statistics is an affine map of each channel, so that it can be folded into
 * the convolution before it: weights times s, and a bias shift - mean * s, where s = scale /
 * sqrt(variance + epsilon). The bias takes the place of the shift in the flat vector.
 */
final class FoldedParameters {
  private FoldedParameters() {}

  /** Folds in place and returns the same array. */
  static float[] of(ResNet network, float[] parameters, float[] statistics) {
    network.units().forEach(unit -> fold(unit, parameters, statistics));
    return parameters;
  }

  private static void fold(ConvolutionUnit unit, float[] values, float[] statistics) {
    Tensor weight = unit.weight();
    int perOutput = weight.size() / unit.outputs();
    for (int output = 0; output < unit.outputs(); output++) {
      double variance = statistics[unit.variance().offset() + output];
      double mean = statistics[unit.mean().offset() + output];
      double scale = values[unit.scale().offset() + output];
      double factor = scale / Math.sqrt(variance + NormalisationLayer.EPSILON);
      int start = weight.offset() + output * perOutput;
      for (int i = start; i < start + perOutput; i++) {
        values[i] = (float) (values[i] * factor);
      }
      int shift = unit.shift().offset() + output;
      values[shift] = (float) (values[shift] - mean * factor);
    }
  }
}
