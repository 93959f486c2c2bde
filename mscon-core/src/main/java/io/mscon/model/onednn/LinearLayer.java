package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.mscon.model.onednn.PlanBuilder.Program;
import io.mscon.model.onednn.ResNet.Linear;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/** A fully connected layer with bias, in training; inputs and outputs are row-major. */
final class LinearLayer {
  private final PlanBuilder plan;
  private final Linear linear;
  private final memory.desc input;
  private final memory.desc anyWeight;
  private final memory.desc bias;
  private final memory.desc output;
  private final long[] weightShape;
  private inner_product_forward.primitive_desc forward;
  private Slot source;

  LinearLayer(PlanBuilder plan, Linear linear) {
    this.plan = plan;
    this.linear = linear;
    weightShape = new long[] {linear.outputs(), linear.inputs()};
    input = plan.rowMajor(plan.rows(), linear.inputs());
    anyWeight = plan.any(weightShape);
    bias = plan.rowMajor(linear.outputs());
    output = plan.rowMajor(plan.rows(), linear.outputs());
  }

  /**
   * Appends the layer.
   *
   * @param values its input, row-major
   * @param attributes what happens to its result
   */
  Slot forward(Slot values, primitive_attr attributes) {
    source = values;
    inner_product_forward.desc operation =
        plan.own(
            new inner_product_forward.desc(
                prop_kind.forward_training, input, anyWeight, bias, output));
    forward =
        plan.own(
            new inner_product_forward.primitive_desc(
                operation, attributes, plan.runtime().engine(), false));
    Slot result = plan.activation(output);
    plan.step(Program.FORWARD, new inner_product_forward(forward), forward)
        .with(DNNL_ARG_SRC, source)
        .with(
            DNNL_ARG_WEIGHTS, plan.parameter(linear.weight(), weightShape, forward.weights_desc()))
        .with(DNNL_ARG_BIAS, plan.parameter(linear.bias(), new long[] {linear.outputs()}, bias))
        .with(DNNL_ARG_DST, result);
    return result;
  }

  /** Takes the output's gradient, leaves weight's and bias's, and gives the input's. */
  Slot backward(Slot gradient) {
    backwardWeights(gradient);
    Slot inputGradient = backwardData(gradient);
    plan.release(gradient);
    return inputGradient;
  }

  private void backwardWeights(Slot gradient) {
    inner_product_backward_weights.desc operation =
        plan.own(new inner_product_backward_weights.desc(input, anyWeight, bias, output));
    inner_product_backward_weights.primitive_desc description =
        plan.own(
            new inner_product_backward_weights.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    Slot weights = plan.temporary(description.diff_weights_desc());
    plan.step(Program.BACKWARD, new inner_product_backward_weights(description), description)
        .with(DNNL_ARG_SRC, source)
        .with(DNNL_ARG_DIFF_DST, gradient)
        .with(DNNL_ARG_DIFF_WEIGHTS, weights)
        .with(DNNL_ARG_DIFF_BIAS, plan.gradient(linear.bias(), linear.outputs()));
    plan.leaveGradient(linear.weight(), weights, weightShape);
  }

  private Slot backwardData(Slot gradient) {
    inner_product_backward_data.desc operation =
        plan.own(new inner_product_backward_data.desc(input, anyWeight, output));
    inner_product_backward_data.primitive_desc description =
        plan.own(
            new inner_product_backward_data.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    Slot inputGradient = plan.temporary(input);
    plan.step(Program.BACKWARD, new inner_product_backward_data(description), description)
        .with(DNNL_ARG_DIFF_DST, gradient)
        .with(
            DNNL_ARG_WEIGHTS,
            plan.parameter(linear.weight(), weightShape, description.weights_desc()))
        .with(DNNL_ARG_DIFF_SRC, inputGradient);
    return inputGradient;
  }
}
