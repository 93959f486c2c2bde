package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.mscon.model.onednn.PlanBuilder.Program;
import io.mscon.model.onednn.ResNet.ConvolutionUnit;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** A convolution without bias, in training. */
final class ConvolutionLayer {
  // Winograd's where oneDNN expects it to be faster: a tenth off a training step of ResNet-18, and
  // gradients within twice the rounding error of direct convolution.
  private static final algorithm METHOD = algorithm.convolution_auto;

  private final PlanBuilder plan;
  private final ConvolutionUnit unit;
  private final int size;
  private final long[] strides;
  private final long[] padding;
  private final memory.desc anyInput;
  private final memory.desc anyWeight;
  private final memory.desc anyOutput;
  private convolution_forward.primitive_desc forward;
  private Slot input;

  ConvolutionLayer(PlanBuilder plan, ConvolutionUnit unit, int size) {
    this.plan = plan;
    this.unit = unit;
    this.size = size;
    int outputSize = unit.outputSize(size);
    strides = new long[] {unit.stride(), unit.stride()};
    padding = new long[] {unit.padding(), unit.padding()};
    anyInput = plan.any(plan.rows(), unit.inputs(), size, size);
    anyWeight = plan.any(unit.weightShape());
    anyOutput = plan.any(plan.rows(), unit.outputs(), outputSize, outputSize);
  }

  Slot forward(Slot images) {
    // The images keep their format: for three channels oneDNN convolves row-major input directly.
    memory.desc inputFormat = unit.inputs() == 3 ? images.format() : anyInput;
    convolution_forward.desc operation =
        plan.own(
            new convolution_forward.desc(
                prop_kind.forward_training,
                METHOD,
                inputFormat,
                anyWeight,
                anyOutput,
                strides,
                padding,
                padding));
    forward =
        plan.own(
            new convolution_forward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), false));
    input = plan.converted(images, forward.src_desc());
    Slot output = plan.activation(forward.dst_desc());
    plan.step(Program.FORWARD, new convolution_forward(forward), forward)
        .with(DNNL_ARG_SRC, input)
        .with(
            DNNL_ARG_WEIGHTS,
            plan.parameter(unit.weight(), unit.weightShape(), forward.weights_desc()))
        .with(DNNL_ARG_DST, output);
    return output;
  }

  /** Takes the output's gradient, leaves the weights' and gives the input's. */
  Slot backward(Slot gradient) {
    plan.share(gradient);
    backwardWeights(gradient);
    return backwardData(gradient);
  }

  /** Takes the output's gradient and leaves the weights'. */
  void backwardWeights(Slot gradient) {
    if (TransposedWeightGradient.isFaster(unit, size)) {
      new TransposedWeightGradient(plan, unit, size).append(input, gradient);
      return;
    }
    memory.desc inputFormat = unit.inputs() == 3 ? input.format() : anyInput;
    convolution_backward_weights.desc operation =
        plan.own(
            new convolution_backward_weights.desc(
                METHOD, inputFormat, anyWeight, anyOutput, strides, padding, padding));
    convolution_backward_weights.primitive_desc description =
        plan.own(
            new convolution_backward_weights.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    plan.reading(
        input,
        description.src_desc(),
        source -> appendBackwardWeights(description, source, gradient));
  }

  private void appendBackwardWeights(
      convolution_backward_weights.primitive_desc description, Slot source, Slot gradient) {
    Slot output = plan.exchanged(Program.BACKWARD, gradient, description.diff_dst_desc());
    Slot weights = plan.temporary(description.diff_weights_desc());
    plan.step(Program.BACKWARD, new convolution_backward_weights(description), description)
        .with(DNNL_ARG_SRC, source)
        .with(DNNL_ARG_DIFF_DST, output)
        .with(DNNL_ARG_DIFF_WEIGHTS, weights);
    plan.release(output);
    plan.leaveGradient(unit.weight(), weights, unit.weightShape());
  }

  private Slot backwardData(Slot gradient) {
    convolution_backward_data.desc operation =
        plan.own(
            new convolution_backward_data.desc(
                METHOD, anyInput, anyWeight, anyOutput, strides, padding, padding));
    convolution_backward_data.primitive_desc description =
        plan.own(
            new convolution_backward_data.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    Slot output = plan.exchanged(Program.BACKWARD, gradient, description.diff_dst_desc());
    Slot inputGradient = plan.temporary(description.diff_src_desc());
    plan.step(Program.BACKWARD, new convolution_backward_data(description), description)
        .with(DNNL_ARG_DIFF_DST, output)
        .with(
            DNNL_ARG_WEIGHTS,
            plan.parameter(unit.weight(), unit.weightShape(), description.weights_desc()))
        .with(DNNL_ARG_DIFF_SRC, inputGradient);
    plan.release(output);
    return inputGradient;
  }
}
