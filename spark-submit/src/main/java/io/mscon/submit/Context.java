package io.mscon.submit;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * What commands need of the outside.
 *
 * @param stages makes the stages; asked only by a command that runs
 * @param progress makes what shows a training's progress
 * @param out where results go
 */
record Context(Supplier<Stages> stages, Supplier<Progress> progress, PrintWriter out) {

  /** Prints a stage's result. */
  void print(String text) {
    out.println(text.stripTrailing());
    out.flush();
  }

  /** Work on the stages. */
  interface Work {
    void on(Stages stages) throws IOException;
  }

  /** Does work, and says at its end whether it was done: a cluster lists what fails as failed. */
  void run(Work work) throws IOException {
    try (Stages all = stages.get()) {
      work.on(all);
      all.done();
    }
  }
}
