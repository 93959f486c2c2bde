package io.mscon.spark.train.averaging;

import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * DL4J's running variances average the biased variance of each minibatch (divided by n), PyTorch's
 * the unbiased one (n - 1), and so does the other trainer. What k steps and any averaging over
 * workers made of a running variance r is 0.9^k r plus a sum of batch variances, so that one factor
 * turns it into what it would be.
 */
final class RunningVariances {
  private static final double DECAY = 0.9;

  private final ParameterLayout layout;
  private final Map<String, InputType> activations;
  private final int rows;

  /**
   * Prepares the correction.
   *
   * @param spec of the network
   * @param graph made from it
   * @param rows of a minibatch
   */
  RunningVariances(NetworkSpec spec, ComputationGraphConfiguration graph, int rows) {
    int size = spec.imageSize();
    this.layout = ParameterLayout.of(spec);
    this.activations = graph.getLayerActivationTypes(InputType.convolutional(size, size, 3));
    this.rows = rows;
  }

  /**
   * Corrects the variances in place.
   *
   * @param statistics after some steps of DL4J
   * @param before those steps
   * @param steps how many
   */
  void correct(float[] statistics, float[] before, int steps) {
    double kept = Math.pow(DECAY, steps);
    for (Tensor tensor : layout.statistics()) {
      if (tensor.role() == Role.RUNNING_VARIANCE) {
        double factor = unbiased(tensor);
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
          double old = kept * before[i];
          statistics[i] = (float) (old + factor * (statistics[i] - old));
        }
      }
    }
  }

  /** n / (n - 1), n = all numbers of a channel. */
  private double unbiased(Tensor tensor) {
    String vertex = tensor.name().substring(0, tensor.name().lastIndexOf('.'));
    InputType.InputTypeConvolutional map =
        (InputType.InputTypeConvolutional) activations.get(vertex);
    double count = (double) rows * map.getHeight() * map.getWidth();
    if (count < 2) {
      throw new IllegalArgumentException(
          "Invalid train.global-batch: BatchNorm "
              + vertex
              + " sees one number per channel (give every lane two rows at least)");
    }
    return count / (count - 1);
  }
}
