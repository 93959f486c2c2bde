package io.mscon.model;

import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.Arrays;
import java.util.List;

/**
 * A network's first parameters, as torchvision and PyTorch draw them: convolutions normal with
 * variance 2 / (outputs x kernel x kernel) (He et al. 2015, arXiv 1502.01852, over the fan-out),
 * linear layers' weights and biases uniform within 1 / sqrt(inputs), BatchNorm's scale 1 and shift
 * 0. Every tensor has its own random stream, so a further head changes no other tensor.
 */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * The first values of all trainable parameters.
   *
   * @param spec the network's shape
   * @param seed the run's seed
   * @return [ParameterLayout.of(spec).parameterCount()]
   */
  public static float[] parameters(NetworkSpec spec, long seed) {
    ParameterLayout layout = ParameterLayout.of(spec);
    float[] values = new float[layout.parameterCount()];
    List<Tensor> tensors = layout.parameters();
    int inputs = 0;
    for (int index = 0; index < tensors.size(); index++) {
      Tensor tensor = tensors.get(index);
      if (tensor.role() == Role.LINEAR_WEIGHT) {
        // The bias that follows is drawn from the same range.
        inputs = tensor.shape().get(1);
      }
      fill(values, tensor, inputs, RandomStream.of(seed, RandomUse.INITIAL_WEIGHTS, index));
    }
    return values;
  }

  /**
   * Makes the weights and biases of a head 0.
   *
   * @param parameters of the network
   * @param spec its shape
   * @param head which
   */
  public static void clearHead(float[] parameters, NetworkSpec spec, int head) {
    String name = ParameterLayout.headName(head);
    ParameterLayout.of(spec).parameters().stream()
        .filter(tensor -> tensor.name().startsWith(name))
        .forEach(tensor -> fill(parameters, tensor, 0));
  }

  /**
   * The first running statistics: means 0, variances 1.
   *
   * @param spec the network's shape
   * @return [ParameterLayout.of(spec).statisticCount()]
   */
  public static float[] statistics(NetworkSpec spec) {
    ParameterLayout layout = ParameterLayout.of(spec);
    float[] values = new float[layout.statisticCount()];
    for (Tensor tensor : layout.statistics()) {
      fill(values, tensor, tensor.role() == Role.RUNNING_VARIANCE ? 1 : 0);
    }
    return values;
  }

  private static void fill(float[] values, Tensor tensor, int inputs, RandomStream random) {
    switch (tensor.role()) {
      case CONVOLUTION_WEIGHT -> fillNormal(values, tensor, random);
      case LINEAR_WEIGHT, BIAS -> fillUniform(values, tensor, 1 / Math.sqrt(inputs), random);
      case NORMALISATION_SCALE, RUNNING_VARIANCE -> fill(values, tensor, 1);
      case NORMALISATION_SHIFT, RUNNING_MEAN -> fill(values, tensor, 0);
    }
  }

  private static void fillNormal(float[] values, Tensor tensor, RandomStream random) {
    int perInput = tensor.size() / tensor.shape().get(1);
    double deviation = Math.sqrt(2.0 / perInput);
    for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  private static void fillUniform(
      float[] values, Tensor tensor, double bound, RandomStream random) {
    for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
  }

  private static void fill(float[] values, Tensor tensor, float value) {
    Arrays.fill(values, tensor.offset(), tensor.offset() + tensor.size(), value);
  }
}
