package io.mscon.config;

import java.util.ArrayList;
import java.util.List;

/** Collects problems so that a person sees all of them at once. */
public final class Problems {
  private final List<String> problems = new ArrayList<>();

  /**
   * Adds a problem.
   *
   * @param format as {@link String#format}
   * @param arguments as {@link String#format}
   */
  public void add(String format, Object... arguments) {
    problems.add(String.format(format, arguments));
  }

  /** Whether there is any. */
  public boolean any() {
    return !problems.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException if there is any problem
   */
  public void throwIfAny() {
    if (any()) {
      throw new ConfigurationException(problems);
    }
  }
}
