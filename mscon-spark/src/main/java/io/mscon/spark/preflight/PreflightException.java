package io.mscon.spark.preflight;

import java.util.List;

/** Machines that can't do the training: carries every problem found, not only the first. */
public final class PreflightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Makes the exception.
   *
   * @param problems one line each, naming thing, value and remedy
   */
  public PreflightException(List<String> problems) {
    super(
        "Cannot train here ("
            + problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + "):\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one line each. */
  public List<String> problems() {
    return problems;
  }
}
