package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scaleshift;

import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.onednn.PlanBuilder.Program;
import io.mscon.model.onednn.ResNet.ConvolutionUnit;
import java.util.List;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;

/** BatchNorm with the statistics of the batch, optionally with the ReLU after it in one pass. */
final class NormalisationLayer {
  /** What is added to the variance, as in torchvision. */
  static final float EPSILON = 1e-5f;

  private final PlanBuilder plan;
  private final ConvolutionUnit unit;
  private final boolean relu;
  private final int flags;
  private final long[] scaleShiftShape;
  private final Tensor scaleShift;
  private batch_normalization_forward.primitive_desc forward;
  private Slot input;
  private Slot mean;
  private Slot variance;
  private Slot workspace;

  NormalisationLayer(PlanBuilder plan, ConvolutionUnit unit, boolean relu) {
    this.plan = plan;
    this.unit = unit;
    this.relu = relu;
    flags = dnnl_use_scaleshift | (relu ? dnnl_fuse_norm_relu : 0);
    scaleShiftShape = new long[] {2, unit.outputs()};
    // Scale and shift are neighbours in the flat vector, which is how oneDNN wants them.
    scaleShift =
        new Tensor(
            unit.scale().name(),
            Role.NORMALISATION_SCALE,
            List.of(2, unit.outputs()),
            unit.scale().offset());
  }

  Slot forward(Slot source) {
    input = source;
    batch_normalization_forward.desc operation =
        plan.own(
            new batch_normalization_forward.desc(
                dnnl_forward_training, source.format(), EPSILON, flags));
    forward =
        plan.own(
            new batch_normalization_forward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), false));
    mean = plan.activation(forward.mean_desc());
    variance = plan.activation(forward.variance_desc());
    Slot output = plan.activation(source.format());
    Step step =
        plan.step(Program.FORWARD, new batch_normalization_forward(forward), forward)
            .with(DNNL_ARG_SRC, source)
            .with(DNNL_ARG_SCALE_SHIFT, parameters())
            .with(DNNL_ARG_MEAN, mean)
            .with(DNNL_ARG_VARIANCE, variance)
            .with(DNNL_ARG_DST, output);
    if (relu) {
      workspace = plan.activation(forward.workspace_desc());
      step.with(DNNL_ARG_WORKSPACE, workspace);
    }
    return output;
  }

  private Operand parameters() {
    return plan.parameter(scaleShift, scaleShiftShape, plan.rowMajor(scaleShiftShape));
  }

  /** Takes the output's gradient, leaves scale's and shift's, and gives the input's. */
  Slot backward(Slot gradient) {
    Slot outputGradient = plan.exchanged(Program.BACKWARD, gradient, input.format());
    // A gradient that also goes through a shortcut must survive; any other is overwritten.
    boolean shared = plan.isShared(outputGradient);
    Slot inputGradient = shared ? plan.temporary(input.format()) : outputGradient;
    batch_normalization_backward.desc operation =
        plan.own(
            new batch_normalization_backward.desc(
                dnnl_backward, input.format(), input.format(), EPSILON, flags));
    batch_normalization_backward.primitive_desc description =
        plan.own(
            new batch_normalization_backward.primitive_desc(
                operation, plan.runtime().plain(), plan.runtime().engine(), forward, false));
    Step step =
        plan.step(Program.BACKWARD, new batch_normalization_backward(description), description)
            .with(DNNL_ARG_SRC, input)
            .with(DNNL_ARG_MEAN, mean)
            .with(DNNL_ARG_VARIANCE, variance)
            .with(DNNL_ARG_SCALE_SHIFT, parameters())
            .with(DNNL_ARG_DIFF_DST, outputGradient)
            .with(DNNL_ARG_DIFF_SRC, inputGradient)
            .with(DNNL_ARG_DIFF_SCALE_SHIFT, plan.gradient(scaleShift, scaleShiftShape));
    if (relu) {
      step.with(DNNL_ARG_WORKSPACE, workspace);
    }
    if (shared) {
      plan.release(outputGradient);
    }
    return inputGradient;
  }

  /**
   * Where the statistics stand after a forward pass.
   *
   * @param values rows times pixels that they are taken over
   */
  BatchStatistics statistics(long values) {
    return new BatchStatistics(unit.mean(), unit.variance(), mean, variance, values);
  }
}
