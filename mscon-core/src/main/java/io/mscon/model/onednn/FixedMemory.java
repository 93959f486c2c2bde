package io.mscon.model.onednn;

import org.bytedeco.dnnl.memory;

/**
 * An operand that is the same in every pass: parameters and their gradients.
 *
 * @param format shape and memory format
 * @param memory the memory object
 */
record FixedMemory(memory.desc format, memory memory) implements Operand {
  @Override
  public memory in(Workspace workspace) {
    return memory;
  }
}
