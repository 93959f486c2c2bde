package io.mscon.model.onednn;

import java.util.List;

/**
 * A plan's programs and the memory that all its passes share.
 *
 * @param forward primitives of the forward pass, in order
 * @param backward primitives of the backward pass, in order
 * @param activationBytes what each open pass needs
 * @param transients short-lived values
 * @param scratchpad what primitives scribble on
 * @param scope owns primitives and descriptions
 */
record CompiledPlan(
    List<Step> forward,
    List<Step> backward,
    long activationBytes,
    NativeBytes transients,
    NativeBytes scratchpad,
    NativeScope scope)
    implements AutoCloseable {
  @Override
  public void close() {
    scope.close();
    transients.close();
    scratchpad.close();
  }
}
