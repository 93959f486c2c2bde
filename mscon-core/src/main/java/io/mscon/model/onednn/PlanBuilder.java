package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.onednn.Slot.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;

/** Collects the steps of a plan and gives out its memory; layers write themselves into it. */
final class PlanBuilder {
  /** Which of a plan's two programs a step belongs to. */
  enum Program {
    /** Images to embeddings. */
    FORWARD,
    /** Gradients of embeddings to gradients of parameters. */
    BACKWARD
  }

  private final OneDnnRuntime runtime;
  private final PackedParameters parameters;
  private final GradientVector gradients;
  private final int rows;
  private final NativeScope scope = new NativeScope();
  private final List<Step> forward = new ArrayList<>();
  private final List<Step> backward = new ArrayList<>();
  private final TransientMemory transients = new TransientMemory();
  private long activationBytes;
  private long scratchpadBytes;

  /**
   * Starts a plan.
   *
   * @param runtime engine and attributes
   * @param parameters where layers find their parameters
   * @param gradients where layers leave their gradients; null if there is no backward pass
   * @param rows images of a batch
   */
  PlanBuilder(
      OneDnnRuntime runtime, PackedParameters parameters, GradientVector gradients, int rows) {
    this.runtime = runtime;
    this.parameters = parameters;
    this.gradients = gradients;
    this.rows = rows;
  }

  OneDnnRuntime runtime() {
    return runtime;
  }

  int rows() {
    return rows;
  }

  /** Keeps a native object as long as the plan. */
  <P extends Pointer> P own(P pointer) {
    return scope.own(pointer);
  }

  memory.desc any(long... shape) {
    return own(Formats.any(shape));
  }

  memory.desc rowMajor(long... shape) {
    return own(Formats.rowMajor(shape));
  }

  /** A place that lasts from the forward to the backward pass. */
  Slot activation(memory.desc format) {
    Slot slot = new Slot(own(format), Storage.ACTIVATIONS, activationBytes);
    activationBytes += NativeBytes.aligned(format.get_size());
    return slot;
  }

  /** A place that must be {@link #release released}. */
  Slot temporary(memory.desc format) {
    return transients.take(own(format));
  }

  /** Announces one reader more of a short-lived value. */
  void share(Slot slot) {
    if (slot.storage() == Storage.TRANSIENTS) {
      transients.share(slot);
    }
  }

  /** One reader of a short-lived value has finished; activations stay. */
  void release(Slot slot) {
    if (slot.storage() == Storage.TRANSIENTS) {
      transients.release(slot);
    }
  }

  /** The same bytes in another shape; takes the given slot's place. */
  Slot reshaped(Slot slot, memory.desc format) {
    return slot.storage() == Storage.TRANSIENTS
        ? transients.renamed(slot, format)
        : slot.as(format);
  }

  boolean isShared(Slot slot) {
    return transients.isShared(slot);
  }

  /** A parameter in the format that a primitive wants. */
  Operand parameter(Tensor tensor, long[] shape, memory.desc wanted) {
    return parameters.packed(tensor, shape, own(wanted));
  }

  /** Appends a primitive. */
  Step step(Program program, primitive primitive, primitive_desc_base description) {
    Step step = new Step(own(primitive));
    memory.desc scratchpad = own(description.scratchpad_desc());
    if (scratchpad.get_size() > 0) {
      scratchpadBytes = Math.max(scratchpadBytes, scratchpad.get_size());
      step.with(DNNL_ARG_SCRATCHPAD, new Slot(scratchpad, Storage.SCRATCHPAD, 0));
    }
    (program == Program.FORWARD ? forward : backward).add(step);
    return step;
  }

  /** A value that the backward pass reads too, in another format: itself if that is its own. */
  Slot converted(Slot from, memory.desc wanted) {
    if (own(wanted).equals(from.format())) {
      return from;
    }
    Slot to = activation(wanted);
    reorder(Program.FORWARD, from, to);
    return to;
  }

  /**
   * A short-lived value in another format; takes the place of the given one, whose reader is done.
   * Returns the given slot if the format is its own.
   */
  Slot exchanged(Program program, Slot from, memory.desc wanted) {
    if (own(wanted).equals(from.format())) {
      return from;
    }
    Slot to = temporary(wanted);
    reorder(program, from, to);
    release(from);
    return to;
  }

  /** Lets steps of the backward pass read an activation in the format that they want. */
  void reading(Slot activation, memory.desc wanted, Consumer<Slot> steps) {
    if (own(wanted).equals(activation.format())) {
      steps.accept(activation);
      return;
    }
    Slot copy = temporary(wanted);
    reorder(Program.BACKWARD, activation, copy);
    steps.accept(copy);
    release(copy);
  }

  /** Copies from one format to another. */
  void reorder(Program program, Operand from, Operand to) {
    primitive_attr plain = runtime.plain();
    reorder.primitive_desc description =
        own(
            new reorder.primitive_desc(
                runtime.engine(), from.format(), runtime.engine(), to.format(), plain, false));
    step(program, new reorder(description), description)
        .with(DNNL_ARG_FROM, from)
        .with(DNNL_ARG_TO, to);
  }

  /** Leaves the gradient of a tensor in row-major order; the given slot is released. */
  void leaveGradient(Tensor tensor, Slot from, long... shape) {
    reorder(Program.BACKWARD, from, gradient(tensor, shape));
    release(from);
  }

  /** Where the gradient of a tensor goes, row-major. */
  Operand gradient(Tensor tensor, long... shape) {
    memory.desc format = rowMajor(shape);
    return new FixedMemory(format, own(gradients.memory(tensor, format)));
  }

  CompiledPlan build() {
    return new CompiledPlan(
        List.copyOf(forward),
        List.copyOf(backward),
        activationBytes,
        new NativeBytes(transients.size()),
        new NativeBytes(scratchpadBytes),
        scope);
  }

  /** Frees what was made, when a plan cannot be finished. */
  void abandon() {
    scope.close();
  }
}
