package io.mscon.model.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/**
 * Owns native objects and frees them in the reverse order of their making. Unlike JavaCPP's own
 * scopes it is bound to no thread: a Spark task may close what another task opened.
 */
final class NativeScope implements AutoCloseable {
  private final Deque<Pointer> owned = new ArrayDeque<>();

  <P extends Pointer> P own(P pointer) {
    owned.push(pointer);
    return pointer;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
  }
}
