package io.mscon.loss.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of one file.
 *
 * @param path the file
 * @param checks every quantity the file has reference values for
 */
public record FileResult(Path path, List<Check> checks) {
  /** Whether there was anything to check and all of it passed. */
  public boolean passed() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
  }

  /**
   * Largest difference of a quantity over all weightings: {@code total} is that of {@code
   * kendall.total}, {@code half.total} and so on. Empty if the file has no such quantity, NaN if
   * one of them is.
   */
  public OptionalDouble largest(String quantity) {
    return checks.stream()
        .filter(check -> check.name().substring(check.name().indexOf('.') + 1).equals(quantity))
        .mapToDouble(Check::difference)
        .reduce(Math::max);
  }
}
