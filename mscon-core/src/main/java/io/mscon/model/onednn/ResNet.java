package io.mscon.model.onednn;

import io.mscon.model.EncoderDepth;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Stem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a residual network is made of, with the tensors of each part: the list that both plans, for
 * training and for evaluation, are built from.
 *
 * @param stem the first convolution
 * @param pooled whether 3x3 max pooling with stride 2 follows the stem
 * @param blocks the residual blocks in order
 * @param heads the heads in order
 */
record ResNet(ConvolutionUnit stem, boolean pooled, List<ResidualBlock> blocks, List<Head> heads) {

  /**
   * A convolution without bias and the BatchNorm after it.
   *
   * @param weight [out][in][kernel][kernel]
   * @param scale BatchNorm's scale; its shift stands right behind it in the flat vector
   * @param shift BatchNorm's shift
   * @param mean BatchNorm's running mean
   * @param variance BatchNorm's running variance
   * @param stride of the convolution, in both directions
   */
  record ConvolutionUnit(
      Tensor weight, Tensor scale, Tensor shift, Tensor mean, Tensor variance, int stride) {
    int outputs() {
      return weight.shape().get(0);
    }

    int inputs() {
      return weight.shape().get(1);
    }

    int kernel() {
      return weight.shape().get(2);
    }

    int padding() {
      return kernel() / 2;
    }

    long[] weightShape() {
      return new long[] {outputs(), inputs(), kernel(), kernel()};
    }

    /** Pixels of the output's edge for an input's. */
    int outputSize(int size) {
      return (size + 2 * padding() - kernel()) / stride + 1;
    }
  }

  /**
   * Convolutions around which a shortcut leads.
   *
   * @param main the convolutions in order; ReLU after each, after the last one behind the addition
   * @param shortcut the convolution of the shortcut, absent where it is the identity
   */
  record ResidualBlock(List<ConvolutionUnit> main, Optional<ConvolutionUnit> shortcut) {
    ConvolutionUnit last() {
      return main.get(main.size() - 1);
    }
  }

  /**
   * A fully connected layer.
   *
   * @param weight [out][in]
   * @param bias [out]
   */
  record Linear(Tensor weight, Tensor bias) {
    int outputs() {
      return weight.shape().get(0);
    }

    int inputs() {
      return weight.shape().get(1);
    }
  }

  /**
   * A head; ReLU stands between its layers.
   *
   * @param layers in order, at least one
   */
  record Head(List<Linear> layers) {}

  /** All convolutions of the encoder. */
  Stream<ConvolutionUnit> units() {
    Stream<ConvolutionUnit> inBlocks =
        blocks.stream().flatMap(b -> Stream.concat(b.main().stream(), b.shortcut().stream()));
    return Stream.concat(Stream.of(stem), inBlocks);
  }

  static ResNet of(NetworkSpec spec, ParameterLayout layout) {
    Tensors tensors = new Tensors(layout);
    boolean large = spec.stem() == Stem.IMAGENET;
    List<ResidualBlock> blocks = new ArrayList<>();
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < spec.depth().blocks(stage); block++) {
        blocks.add(tensors.block(spec.depth(), stage, block));
      }
    }
    List<Head> heads = new ArrayList<>();
    for (int head = 0; head < spec.heads().size(); head++) {
      heads.add(tensors.head(head, spec.heads().get(head).layers().size()));
    }
    ConvolutionUnit stem = tensors.unit("conv1", "bn1", large ? 2 : 1);
    return new ResNet(stem, large, List.copyOf(blocks), List.copyOf(heads));
  }

  /** A layout's tensors by name. */
  private static final class Tensors {
    private final Map<String, Tensor> byName = new HashMap<>();

    Tensors(ParameterLayout layout) {
      layout.parameters().forEach(t -> byName.put(t.name(), t));
      layout.statistics().forEach(t -> byName.put(t.name(), t));
    }

    ResidualBlock block(EncoderDepth depth, int stage, int block) {
      String name = "layer" + (stage + 1) + "." + block + ".";
      int stride = stage > 0 && block == 0 ? 2 : 1;
      List<ConvolutionUnit> main = new ArrayList<>();
      int count = depth.bottleneck() ? 3 : 2;
      int strided = depth.bottleneck() ? 2 : 1;
      for (int i = 1; i <= count; i++) {
        main.add(unit(name + "conv" + i, name + "bn" + i, i == strided ? stride : 1));
      }
      return new ResidualBlock(List.copyOf(main), shortcut(name + "downsample.", stride));
    }

    private Optional<ConvolutionUnit> shortcut(String name, int stride) {
      return byName.containsKey(name + "0.weight")
          ? Optional.of(unit(name + "0", name + "1", stride))
          : Optional.empty();
    }

    ConvolutionUnit unit(String convolution, String normalisation, int stride) {
      return new ConvolutionUnit(
          byName.get(convolution + ".weight"),
          byName.get(normalisation + ".weight"),
          byName.get(normalisation + ".bias"),
          byName.get(normalisation + ".running_mean"),
          byName.get(normalisation + ".running_var"),
          stride);
    }

    Head head(int head, int layers) {
      return new Head(
          IntStream.range(0, layers)
              .mapToObj(layer -> linear(ParameterLayout.headLayer(head, layer)))
              .toList());
    }

    private Linear linear(String name) {
      return new Linear(byName.get(name + ".weight"), byName.get(name + ".bias"));
    }
  }
}
