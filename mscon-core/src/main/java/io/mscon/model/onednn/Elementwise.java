package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import io.mscon.model.onednn.PlanBuilder.Program;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/**
 * Additions, and ReLU's gradient. Operands of one format are read as one long row: faster to
 * describe, and oneDNN 2.5's addition goes wrong on blocked formats whose channels are padded.
 */
final class Elementwise {
  private static final algorithm RELU = algorithm.eltwise_relu_use_dst_for_bwd;

  private Elementwise() {}

  /** Adds the second to the first in place, then applies ReLU. */
  static void addThenRelu(PlanBuilder plan, Slot sum, Slot other) {
    add(plan, Program.FORWARD, sum, other, plan.runtime().thenRelu());
  }

  /** Adds two gradients and takes both; their formats may differ. */
  static Slot sumOfGradients(PlanBuilder plan, Slot first, Slot second) {
    Slot other = plan.exchanged(Program.BACKWARD, second, first.format());
    add(plan, Program.BACKWARD, first, other, plan.runtime().plain());
    plan.release(other);
    return first;
  }

  private static void add(
      PlanBuilder plan, Program program, Slot sum, Slot other, primitive_attr attributes) {
    Slot sumRow = row(plan, sum);
    Slot otherRow = row(plan, other);
    memory.desc format = sumRow.format();
    binary.desc operation =
        plan.own(new binary.desc(algorithm.binary_add, format, otherRow.format(), format));
    binary.primitive_desc description =
        plan.own(new binary.primitive_desc(operation, attributes, plan.runtime().engine(), false));
    plan.step(program, new binary(description), description)
        .with(DNNL_ARG_SRC_0, sumRow)
        .with(DNNL_ARG_SRC_1, otherRow)
        .with(DNNL_ARG_DST, sumRow);
  }

  /** The same bytes, padding included, as one row of numbers. */
  private static Slot row(PlanBuilder plan, Slot slot) {
    return slot.as(plan.rowMajor(slot.format().get_size() / Float.BYTES));
  }

  /**
   * Takes the gradient of ReLU's output and gives that of its input, in the same place.
   *
   * @param output ReLU's output, whose zeros say where the gradient stops
   */
  static Slot reluGradient(PlanBuilder plan, Slot output, Slot gradient) {
    Slot inPlace = plan.exchanged(Program.BACKWARD, gradient, output.format());
    Slot gradientRow = row(plan, inPlace);
    Slot outputRow = row(plan, output);
    memory.desc format = outputRow.format();
    eltwise_forward.primitive_desc forward =
        plan.own(
            new eltwise_forward.primitive_desc(
                plan.own(new eltwise_forward.desc(prop_kind.forward_training, RELU, format, 0, 0)),
                plan.runtime().plain(),
                plan.runtime().engine(),
                false));
    eltwise_backward.desc operation =
        plan.own(new eltwise_backward.desc(RELU, format, format, 0, 0));
    eltwise_backward.primitive_desc description =
        plan.own(
            new eltwise_backward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    plan.step(Program.BACKWARD, new eltwise_backward(description), description)
        .with(DNNL_ARG_DST, outputRow)
        .with(DNNL_ARG_DIFF_DST, gradientRow)
        .with(DNNL_ARG_DIFF_SRC, gradientRow);
    return inPlace;
  }
}
