package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.mscon.model.onednn.PlanBuilder.Program;
import io.mscon.model.onednn.ResNet.ConvolutionUnit;
import io.mscon.model.onednn.ResNet.ResidualBlock;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/**
 * Writes the encoder in evaluation mode into a plan. BatchNorm is folded into the convolutions (see
 * {@link FoldedParameters}), ReLU and the shortcut's addition are done by the convolutions too.
 */
final class EvaluationGraph {
  private final PlanBuilder plan;
  private final ResNet network;
  private final int imageSize;
  private Slot images;
  private Slot features;

  private EvaluationGraph(PlanBuilder plan, ResNet network, int imageSize) {
    this.plan = plan;
    this.network = network;
    this.imageSize = imageSize;
  }

  static EvaluationGraph write(PlanBuilder plan, ResNet network, int imageSize) {
    EvaluationGraph graph = new EvaluationGraph(plan, network, imageSize);
    graph.write();
    return graph;
  }

  /** [rows][3][size][size]. */
  Slot images() {
    return images;
  }

  /** [rows][features]. */
  Slot features() {
    return features;
  }

  private void write() {
    images = plan.activation(plan.rowMajor(plan.rows(), 3, imageSize, imageSize));
    int size = network.stem().outputSize(imageSize);
    Slot values = convolution(network.stem(), images, imageSize, plan.runtime().thenRelu());
    if (network.pooled()) {
      values = maximum(values, network.stem().outputs(), size);
      size = PoolingLayer.maximumOutputSize(size);
    }
    for (ResidualBlock block : network.blocks()) {
      values = block(block, values, size);
      for (ConvolutionUnit unit : block.main()) {
        size = unit.outputSize(size);
      }
    }
    int channels = network.blocks().get(network.blocks().size() - 1).last().outputs();
    average(values, channels, size);
  }

  private Slot maximum(Slot values, int channels, int size) {
    Slot pooled =
        PoolingLayer.maximum(plan, prop_kind.forward_inference, channels, size).forward(values);
    plan.release(values);
    return pooled;
  }

  private void average(Slot values, int channels, int size) {
    PoolingLayer layer = PoolingLayer.average(plan, prop_kind.forward_inference, channels, size);
    features = plan.converted(layer.forward(values), plan.rowMajor(plan.rows(), channels, 1, 1));
    plan.release(values);
  }

  private Slot block(ResidualBlock block, Slot input, int inputSize) {
    plan.share(input);
    Slot around =
        block
            .shortcut()
            .map(unit -> convolution(unit, input, inputSize, plan.runtime().plain()))
            .orElse(input);
    Slot values = input;
    int size = inputSize;
    for (ConvolutionUnit unit : block.main()) {
      if (unit == block.last()) {
        return convolutionOnto(around, unit, values, size);
      }
      values = convolution(unit, values, size, plan.runtime().thenRelu());
      size = unit.outputSize(size);
    }
    throw new IllegalStateException("Cannot write a block: it has no convolution");
  }

  private Slot convolution(ConvolutionUnit unit, Slot values, int size, primitive_attr attributes) {
    convolution_forward.primitive_desc description = describe(unit, values, size, attributes);
    Slot output = plan.temporary(description.dst_desc());
    append(unit, description, values, output);
    return output;
  }

  /** Adds to a shortcut's values in place, then ReLU. */
  private Slot convolutionOnto(Slot around, ConvolutionUnit unit, Slot values, int size) {
    convolution_forward.primitive_desc description =
        describe(unit, values, size, plan.runtime().thenSumAndRelu());
    Slot output = plan.exchanged(Program.FORWARD, around, description.dst_desc());
    append(unit, description, values, output);
    return output;
  }

  private convolution_forward.primitive_desc describe(
      ConvolutionUnit unit, Slot values, int size, primitive_attr attributes) {
    long[] strides = {unit.stride(), unit.stride()};
    long[] padding = {unit.padding(), unit.padding()};
    int outputSize = unit.outputSize(size);
    boolean first = unit == network.stem();
    memory.desc input = first ? values.format() : plan.any(plan.rows(), unit.inputs(), size, size);
    convolution_forward.desc operation =
        plan.own(
            new convolution_forward.desc(
                prop_kind.forward_inference,
                algorithm.convolution_direct,
                input,
                plan.any(unit.weightShape()),
                plan.rowMajor(unit.outputs()),
                plan.any(plan.rows(), unit.outputs(), outputSize, outputSize),
                strides,
                padding,
                padding));
    return plan.own(
        new convolution_forward.primitive_desc(
            operation, attributes, plan.runtime().engine(), false));
  }

  private void append(
      ConvolutionUnit unit,
      convolution_forward.primitive_desc description,
      Slot values,
      Slot output) {
    Slot source = plan.exchanged(Program.FORWARD, values, description.src_desc());
    long[] biasShape = {unit.outputs()};
    plan.step(Program.FORWARD, new convolution_forward(description), description)
        .with(DNNL_ARG_SRC, source)
        .with(
            DNNL_ARG_WEIGHTS,
            plan.parameter(unit.weight(), unit.weightShape(), description.weights_desc()))
        .with(DNNL_ARG_BIAS, plan.parameter(unit.shift(), biasShape, plan.rowMajor(biasShape)))
        .with(DNNL_ARG_DST, output);
    plan.release(source);
  }
}
