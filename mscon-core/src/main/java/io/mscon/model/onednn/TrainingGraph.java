package io.mscon.model.onednn;

import io.mscon.model.onednn.ResNet.ConvolutionUnit;
import io.mscon.model.onednn.ResNet.Head;
import io.mscon.model.onednn.ResNet.ResidualBlock;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl.prop_kind;

/** Writes encoder and heads, forward and backward, into a plan. */
final class TrainingGraph {
  private final PlanBuilder plan;
  private final ResNet network;
  private final int imageSize;
  private final List<BatchStatistics> statistics = new ArrayList<>();
  private final List<Slot> projections = new ArrayList<>();
  private final List<Slot> projectionGradients = new ArrayList<>();
  private Slot images;

  private TrainingGraph(PlanBuilder plan, ResNet network, int imageSize) {
    this.plan = plan;
    this.network = network;
    this.imageSize = imageSize;
  }

  static TrainingGraph write(PlanBuilder plan, ResNet network, int imageSize) {
    TrainingGraph graph = new TrainingGraph(plan, network, imageSize);
    graph.write();
    return graph;
  }

  /** [rows][3][size][size]. */
  Slot images() {
    return images;
  }

  List<BatchStatistics> statistics() {
    return statistics;
  }

  /** [rows][its outputs] of each head. */
  List<Slot> projections() {
    return projections;
  }

  /** [rows][its outputs] of each head. */
  List<Slot> projectionGradients() {
    return projectionGradients;
  }

  private void write() {
    images = plan.activation(plan.rowMajor(plan.rows(), 3, imageSize, imageSize));
    Unit stem = new Unit(network.stem(), imageSize, true);
    Slot values = stem.forward(images);
    int size = stem.outputSize();
    PoolingLayer pooling = null;
    if (network.pooled()) {
      int channels = network.stem().outputs();
      pooling = PoolingLayer.maximum(plan, prop_kind.forward_training, channels, size);
      values = pooling.forward(values);
      size = PoolingLayer.maximumOutputSize(size);
    }
    List<Block> blocks = new ArrayList<>();
    for (ResidualBlock description : network.blocks()) {
      Block block = new Block(description, size);
      values = block.forward(values);
      size = block.outputSize();
      blocks.add(block);
    }
    int channels = network.blocks().get(network.blocks().size() - 1).last().outputs();
    Heads heads = new Heads(channels, size);
    heads.forward(values);
    if (!network.heads().isEmpty()) {
      backward(heads, blocks, pooling, stem);
    }
  }

  private void backward(Heads heads, List<Block> blocks, PoolingLayer pooling, Unit stem) {
    Slot gradient = heads.backward();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      gradient = blocks.get(i).backward(gradient);
    }
    stem.backwardOfFirst(pooling == null ? gradient : pooling.backward(gradient));
  }

  /** A convolution and its BatchNorm, with or without ReLU. */
  private final class Unit {
    private final ConvolutionLayer convolution;
    private final NormalisationLayer normalisation;
    private final int outputSize;

    Unit(ConvolutionUnit unit, int size, boolean relu) {
      convolution = new ConvolutionLayer(plan, unit, size);
      normalisation = new NormalisationLayer(plan, unit, relu);
      outputSize = unit.outputSize(size);
    }

    int outputSize() {
      return outputSize;
    }

    Slot forward(Slot input) {
      Slot output = normalisation.forward(convolution.forward(input));
      statistics.add(normalisation.statistics((long) plan.rows() * outputSize * outputSize));
      return output;
    }

    Slot backward(Slot gradient) {
      return convolution.backward(normalisation.backward(gradient));
    }

    /** Nobody needs the gradient of the images. */
    void backwardOfFirst(Slot gradient) {
      convolution.backwardWeights(normalisation.backward(gradient));
    }
  }

  /** A residual block. */
  private final class Block {
    private final List<Unit> main = new ArrayList<>();
    private final Unit shortcut;
    private Slot output;

    Block(ResidualBlock block, int inputSize) {
      int size = inputSize;
      for (ConvolutionUnit unit : block.main()) {
        Unit layer = new Unit(unit, size, unit != block.last());
        size = layer.outputSize();
        main.add(layer);
      }
      shortcut = block.shortcut().map(unit -> new Unit(unit, inputSize, false)).orElse(null);
    }

    int outputSize() {
      return main.get(main.size() - 1).outputSize();
    }

    Slot forward(Slot input) {
      Slot values = input;
      for (Unit unit : main) {
        values = unit.forward(values);
      }
      Slot around = shortcut == null ? input : shortcut.forward(input);
      Elementwise.addThenRelu(plan, values, plan.converted(around, values.format()));
      output = values;
      return output;
    }

    Slot backward(Slot outputGradient) {
      Slot sumGradient = Elementwise.reluGradient(plan, output, outputGradient);
      plan.share(sumGradient);
      Slot gradient = sumGradient;
      for (int i = main.size() - 1; i >= 0; i--) {
        gradient = main.get(i).backward(gradient);
      }
      Slot around = shortcut == null ? sumGradient : shortcut.backward(sumGradient);
      return Elementwise.sumOfGradients(plan, gradient, around);
    }
  }

  /** The average over all pixels, and the heads on it. */
  private final class Heads {
    private final int channels;
    private final PoolingLayer average;
    private final List<HeadLayers> heads = new ArrayList<>();

    Heads(int channels, int size) {
      this.channels = channels;
      average = PoolingLayer.average(plan, prop_kind.forward_training, channels, size);
    }

    void forward(Slot values) {
      Slot pooled =
          plan.converted(average.forward(values), plan.rowMajor(plan.rows(), channels, 1, 1));
      Slot features = plan.reshaped(pooled, plan.rowMajor(plan.rows(), channels));
      for (Head description : network.heads()) {
        HeadLayers head = new HeadLayers(description);
        projections.add(head.forward(features));
        heads.add(head);
      }
    }

    /** Takes the projections' gradients and gives that of the last block's output. */
    Slot backward() {
      // All of them before any step, so that none of them gets the place of a value in use.
      projections.forEach(p -> projectionGradients.add(plan.temporary(p.format())));
      Slot features = null;
      for (int head = 0; head < heads.size(); head++) {
        Slot gradient = heads.get(head).backward(projectionGradients.get(head));
        features =
            features == null ? gradient : Elementwise.sumOfGradients(plan, features, gradient);
      }
      return average.backward(plan.reshaped(features, plan.rowMajor(plan.rows(), channels, 1, 1)));
    }
  }

  /** A head's linear layers, with ReLU after all but the last. */
  private final class HeadLayers {
    private final List<LinearLayer> layers;
    private final List<Slot> outputs = new ArrayList<>();

    HeadLayers(Head head) {
      layers = head.layers().stream().map(linear -> new LinearLayer(plan, linear)).toList();
    }

    Slot forward(Slot features) {
      Slot values = features;
      for (int layer = 0; layer < layers.size(); layer++) {
        boolean last = layer == layers.size() - 1;
        values =
            layers
                .get(layer)
                .forward(values, last ? plan.runtime().plain() : plan.runtime().thenRelu());
        outputs.add(values);
      }
      return values;
    }

    Slot backward(Slot gradientOfOutput) {
      Slot gradient = gradientOfOutput;
      for (int layer = layers.size() - 1; layer >= 0; layer--) {
        gradient = layers.get(layer).backward(gradient);
        if (layer > 0) {
          gradient = Elementwise.reluGradient(plan, outputs.get(layer - 1), gradient);
        }
      }
      return gradient;
    }
  }
}
