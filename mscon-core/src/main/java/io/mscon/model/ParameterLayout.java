package io.mscon.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each tensor of a network stands in the flat parameter vector, and each BatchNorm layer's
 * running mean and variance in the flat statistics vector. A function of the {@link NetworkSpec}
 * alone. Tensors are row-major; names and shapes are torchvision's (conv1.weight [out,in,kh,kw],
 * layer1.0.bn1.weight [channels], ...). Heads are named as PyTorch's Sequential would, in which
 * ReLU has a number too: heads.M.0.{weight [columns, features], bias}, heads.M.2.{weight, bias}.
 */
public final class ParameterLayout {
  private final List<Tensor> parameters;
  private final List<Tensor> statistics;

  private ParameterLayout(List<Tensor> parameters, List<Tensor> statistics) {
    this.parameters = List.copyOf(parameters);
    this.statistics = List.copyOf(statistics);
  }

  /** What a tensor is for: decides its first values and whether weight decay applies. */
  public enum Role {
    /** A convolution's weights. */
    CONVOLUTION_WEIGHT,
    /** A linear layer's weights. */
    LINEAR_WEIGHT,
    /** A linear layer's bias. */
    BIAS,
    /** BatchNorm's scale. */
    NORMALISATION_SCALE,
    /** BatchNorm's shift. */
    NORMALISATION_SHIFT,
    /** BatchNorm's running mean (not trained). */
    RUNNING_MEAN,
    /** BatchNorm's running variance (not trained). */
    RUNNING_VARIANCE;

    /** Whether weight decay applies: not to BatchNorm, not to biases. */
    public boolean decays() {
      return this == CONVOLUTION_WEIGHT || this == LINEAR_WEIGHT;
    }
  }

  /**
   * One tensor.
   *
   * @param name torchvision's name
   * @param role what it is for
   * @param shape its dimensions
   * @param offset where it starts in its flat vector, in elements
   */
  public record Tensor(String name, Role role, List<Integer> shape, int offset) {
    /** How many elements. */
    public int size() {
      return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }
  }

  /**
   * The layout of a network.
   *
   * @param spec its shape
   */
  public static ParameterLayout of(NetworkSpec spec) {
    Builder builder = new Builder();
    builder.encoder(spec);
    for (int head = 0; head < spec.heads().size(); head++) {
      builder.head(head, spec);
    }
    return new ParameterLayout(builder.parameters, builder.statistics);
  }

  /**
   * The name of a head's layer, which its tensors' names begin with.
   *
   * @param head which metric
   * @param layer 0 for the one on f(x)
   */
  public static String headLayer(int head, int layer) {
    return headName(head) + 2 * layer;
  }

  /** What the names of a head's tensors begin with. */
  static String headName(int head) {
    return "heads." + head + ".";
  }

  /** The trained tensors in order. */
  public List<Tensor> parameters() {
    return parameters;
  }

  /** The running statistics in order: each normalisation layer's mean, then its variance. */
  public List<Tensor> statistics() {
    return statistics;
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    return length(parameters);
  }

  /** Length of the flat statistics vector. */
  public int statisticCount() {
    return length(statistics);
  }

  private static int length(List<Tensor> tensors) {
    if (tensors.isEmpty()) {
      return 0;
    }
    Tensor last = tensors.get(tensors.size() - 1);
    return last.offset() + last.size();
  }

  private static final class Builder {
    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Tensor> statistics = new ArrayList<>();

    void encoder(NetworkSpec spec) {
      int stemKernel = spec.stem() == Stem.IMAGENET ? 7 : 3;
      convolution("conv1", spec.channels(0), 3, stemKernel);
      normalisation("bn1", spec.channels(0));
      int in = spec.channels(0);
      for (int stage = 0; stage < 4; stage++) {
        for (int block = 0; block < spec.depth().blocks(stage); block++) {
          in = block(spec, stage, block, in);
        }
      }
    }

    private int block(NetworkSpec spec, int stage, int block, int in) {
      String name = "layer" + (stage + 1) + "." + block + ".";
      int base = spec.channels(stage);
      boolean bottleneck = spec.depth().bottleneck();
      int out = bottleneck ? base * 4 : base;
      convolution(name + "conv1", base, in, bottleneck ? 1 : 3);
      normalisation(name + "bn1", base);
      convolution(name + "conv2", base, base, 3);
      normalisation(name + "bn2", base);
      if (bottleneck) {
        convolution(name + "conv3", out, base, 1);
        normalisation(name + "bn3", out);
      }
      boolean strided = stage > 0 && block == 0;
      if (strided || in != out) {
        convolution(name + "downsample.0", out, in, 1);
        normalisation(name + "downsample.1", out);
      }
      return out;
    }

    private void convolution(String name, int out, int in, int kernel) {
      add(parameters, name + ".weight", Role.CONVOLUTION_WEIGHT, out, in, kernel, kernel);
    }

    private void normalisation(String name, int channels) {
      add(parameters, name + ".weight", Role.NORMALISATION_SCALE, channels);
      add(parameters, name + ".bias", Role.NORMALISATION_SHIFT, channels);
      add(statistics, name + ".running_mean", Role.RUNNING_MEAN, channels);
      add(statistics, name + ".running_var", Role.RUNNING_VARIANCE, channels);
    }

    void head(int head, NetworkSpec spec) {
      int in = spec.featureSize();
      List<Integer> layers = spec.heads().get(head).layers();
      for (int layer = 0; layer < layers.size(); layer++) {
        linear(headLayer(head, layer), layers.get(layer), in);
        in = layers.get(layer);
      }
    }

    private void linear(String name, int out, int in) {
      add(parameters, name + ".weight", Role.LINEAR_WEIGHT, out, in);
      add(parameters, name + ".bias", Role.BIAS, out);
    }

    private static void add(List<Tensor> tensors, String name, Role role, Integer... shape) {
      tensors.add(new Tensor(name, role, List.of(shape), length(tensors)));
    }
  }
}
