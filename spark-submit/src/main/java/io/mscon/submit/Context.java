package io.mscon.submit;

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
}
