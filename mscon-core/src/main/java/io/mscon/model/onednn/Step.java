package io.mscon.model.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.primitive;

/** One primitive of a program, with what it reads and writes. */
final class Step {
  private final primitive primitive;
  private final Map<Integer, Operand> operands = new LinkedHashMap<>();

  Step(primitive primitive) {
    this.primitive = primitive;
  }

  /** Names an operand by oneDNN's argument number. */
  Step with(int argument, Operand operand) {
    operands.put(argument, operand);
    return this;
  }

  primitive primitive() {
    return primitive;
  }

  /** The operands' memory objects in a workspace. */
  IntMemoryMap bind(Workspace workspace) {
    IntMemoryMap arguments = new IntMemoryMap();
    operands.forEach((argument, operand) -> arguments.put(argument, operand.in(workspace)));
    return arguments;
  }
}
