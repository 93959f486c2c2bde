package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import io.mscon.model.onednn.PlanBuilder.Program;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** Max pooling of the stem, or the average over all pixels at the encoder's end. */
final class PoolingLayer {
  private final PlanBuilder plan;
  private final algorithm method;
  private final prop_kind kind;
  private final long[] window;
  private final long[] strides;
  private final long[] padding;
  private final memory.desc anyOutput;
  private pooling_forward.primitive_desc forward;
  private Slot input;
  private Slot workspace;

  private PoolingLayer(
      PlanBuilder plan,
      algorithm method,
      prop_kind kind,
      int channels,
      int outputSize,
      int window,
      int stride,
      int padding) {
    this.plan = plan;
    this.method = method;
    this.kind = kind;
    this.window = new long[] {window, window};
    this.strides = new long[] {stride, stride};
    this.padding = new long[] {padding, padding};
    anyOutput = plan.any(plan.rows(), channels, outputSize, outputSize);
  }

  /** 3x3 windows, two pixels apart, the edges padded with what is never the maximum. */
  static PoolingLayer maximum(PlanBuilder plan, prop_kind kind, int channels, int size) {
    return new PoolingLayer(
        plan, algorithm.pooling_max, kind, channels, maximumOutputSize(size), 3, 2, 1);
  }

  /** Pixels of the max pooling's output's edge for an input's. */
  static int maximumOutputSize(int size) {
    return (size - 1) / 2 + 1;
  }

  /** One window over everything. */
  static PoolingLayer average(PlanBuilder plan, prop_kind kind, int channels, int size) {
    return new PoolingLayer(
        plan, algorithm.pooling_avg_exclude_padding, kind, channels, 1, size, size, 0);
  }

  Slot forward(Slot source) {
    input = source;
    pooling_forward.desc operation =
        plan.own(
            new pooling_forward.desc(
                kind, method, source.format(), anyOutput, strides, window, padding, padding));
    forward =
        plan.own(
            new pooling_forward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), false));
    Slot output = plan.activation(forward.dst_desc());
    Step step =
        plan.step(Program.FORWARD, new pooling_forward(forward), forward)
            .with(DNNL_ARG_SRC, source)
            .with(DNNL_ARG_DST, output);
    memory.desc workspaceFormat = plan.own(forward.workspace_desc());
    if (workspaceFormat.get_size() > 0) {
      workspace = plan.activation(workspaceFormat);
      step.with(DNNL_ARG_WORKSPACE, workspace);
    }
    return output;
  }

  /** Takes the output's gradient and gives the input's. */
  Slot backward(Slot gradient) {
    Slot outputGradient = plan.exchanged(Program.BACKWARD, gradient, forward.dst_desc());
    pooling_backward.desc operation =
        plan.own(
            new pooling_backward.desc(
                method,
                input.format(),
                outputGradient.format(),
                strides,
                window,
                padding,
                padding));
    pooling_backward.primitive_desc description =
        plan.own(
            new pooling_backward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    Slot inputGradient = plan.temporary(input.format());
    Step step =
        plan.step(Program.BACKWARD, new pooling_backward(description), description)
            .with(DNNL_ARG_DIFF_DST, outputGradient)
            .with(DNNL_ARG_DIFF_SRC, inputGradient);
    if (workspace != null) {
      step.with(DNNL_ARG_WORKSPACE, workspace);
    }
    plan.release(outputGradient);
    return inputGradient;
  }
}
