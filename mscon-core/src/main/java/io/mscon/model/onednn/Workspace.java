package io.mscon.model.onednn;

import io.mscon.model.onednn.Slot.Storage;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The memory of one open pass, and a plan's two programs bound to it. Made once and used again for
 * pass after pass: binding costs as much as a small forward pass.
 */
final class Workspace implements AutoCloseable {
  private final OneDnnRuntime runtime;
  private final NativeScope scope = new NativeScope();
  private final NativeBytes activations;
  private final Map<Storage, NativeBytes> blocks = new EnumMap<>(Storage.class);
  private final Map<Slot, memory> memories = new IdentityHashMap<>();
  private final List<Step> forward;
  private final List<Step> backward;
  private final IntMemoryMap[] forwardArguments;
  private final IntMemoryMap[] backwardArguments;

  Workspace(OneDnnRuntime runtime, CompiledPlan plan) {
    this.runtime = runtime;
    this.forward = plan.forward();
    this.backward = plan.backward();
    activations = new NativeBytes(plan.activationBytes());
    blocks.put(Storage.ACTIVATIONS, activations);
    blocks.put(Storage.TRANSIENTS, plan.transients());
    blocks.put(Storage.SCRATCHPAD, plan.scratchpad());
    forwardArguments = bind(forward);
    backwardArguments = bind(backward);
  }

  private IntMemoryMap[] bind(List<Step> steps) {
    return steps.stream().map(s -> scope.own(s.bind(this))).toArray(IntMemoryMap[]::new);
  }

  memory memory(Slot slot) {
    return memories.computeIfAbsent(slot, this::newMemory);
  }

  private memory newMemory(Slot slot) {
    return scope.own(runtime.memory(slot.format(), blocks.get(slot.storage()), slot.offset()));
  }

  /** A slot's values in memory order. */
  FloatPointer values(Slot slot) {
    return blocks.get(slot.storage()).floatsAt(slot.offset());
  }

  void runForward() {
    run(forward, forwardArguments);
  }

  void runBackward() {
    run(backward, backwardArguments);
  }

  private void run(List<Step> steps, IntMemoryMap[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      steps.get(i).primitive().execute(runtime.stream(), arguments[i]);
    }
    runtime.await();
  }

  @Override
  public void close() {
    scope.close();
    activations.close();
  }
}
