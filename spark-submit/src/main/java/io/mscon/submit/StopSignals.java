package io.mscon.submit;

import io.mscon.spark.train.StopRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns SIGTERM and SIGINT into a request to stop, so that a training leaves a checkpoint. The
 * second signal finds the handlers of before and ends the process at once.
 */
final class StopSignals implements AutoCloseable {
  /** What shells and schedulers add to a signal's number to make an exit code. */
  private static final int BASE = 128;

  private static final Map<String, Integer> NUMBERS = Map.of("SIGTERM", 15, "SIGINT", 2);

  private final List<Runnable> restore = new ArrayList<>();

  private StopSignals() {}

  /**
   * Listens until it is closed.
   *
   * @param request is told
   */
  static StopSignals to(StopRequest request) {
    StopSignals signals = new StopSignals();
    for (String name : List.of("TERM", "INT")) {
      Signal signal = new Signal(name);
      SignalHandler before =
          Signal.handle(
              signal,
              received -> {
                request.stop("SIG" + name);
                signals.close();
              });
      signals.add(() -> Signal.handle(signal, before));
    }
    return signals;
  }

  private synchronized void add(Runnable action) {
    restore.add(action);
  }

  /**
   * The exit code of a process that a signal ended: 128 and its number.
   *
   * @param name such as SIGTERM
   */
  static int exitCode(String name) {
    return BASE + NUMBERS.getOrDefault(name, NUMBERS.get("SIGTERM"));
  }

  @Override
  public synchronized void close() {
    restore.forEach(Runnable::run);
    restore.clear();
  }
}
