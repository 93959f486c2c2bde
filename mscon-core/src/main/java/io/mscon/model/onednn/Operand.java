package io.mscon.model.onednn;

import org.bytedeco.dnnl.memory;

/** What a primitive reads or writes. */
interface Operand {
  /** Its shape and memory format. */
  memory.desc format();

  /** The memory object it stands for when a program runs over a workspace. */
  memory in(Workspace workspace);
}
