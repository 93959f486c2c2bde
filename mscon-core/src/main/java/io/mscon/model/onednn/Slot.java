package io.mscon.model.onednn;

import org.bytedeco.dnnl.memory;

/** A place for the values of one tensor in a plan; where it really lies, a workspace knows. */
final class Slot implements Operand {
  /** Which block of memory a slot lies in. */
  enum Storage {
    /** Kept from the forward pass to the backward pass: one block per open pass. */
    ACTIVATIONS,
    /** Of use within one run of a program only: one block per plan. */
    TRANSIENTS,
    /** What a primitive scribbles on: one block per plan, the same for all primitives. */
    SCRATCHPAD
  }

  private final memory.desc format;
  private final Storage storage;
  private final long offset;

  Slot(memory.desc format, Storage storage, long offset) {
    this.format = format;
    this.storage = storage;
    this.offset = offset;
  }

  @Override
  public memory.desc format() {
    return format;
  }

  Storage storage() {
    return storage;
  }

  /** Where it starts in its storage, in bytes. */
  long offset() {
    return offset;
  }

  /** The same bytes read in another format of the same size. */
  Slot as(memory.desc otherFormat) {
    return new Slot(otherFormat, storage, offset);
  }

  @Override
  public memory in(Workspace workspace) {
    return workspace.memory(this);
  }
}
