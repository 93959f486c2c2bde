package io.mscon.spark.preflight;

import io.mscon.config.ConfigurationException;
import io.mscon.spark.preflight.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What preflight found.
 *
 * @param findings in the order of the checks
 * @param memory what the training takes, absent where no executor answered
 */
public record PreflightReport(List<Finding> findings, Optional<MemoryEstimate> memory) {

  /** What stops the training. */
  public List<String> problems() {
    return messages(finding -> finding.severity() != Severity.WARNING);
  }

  /** What does not stop it. */
  public List<String> warnings() {
    return messages(finding -> finding.severity() == Severity.WARNING);
  }

  private List<String> messages(Predicate<Finding> wanted) {
    return findings.stream().filter(wanted).map(Finding::message).toList();
  }

  /**
   * Ends the training before it starts if there is a problem.
   *
   * @throws ConfigurationException with all problems, if a setting or the dataset is among them
   * @throws PreflightException with all problems, if only the machines are
   */
  public void throwIfAny() {
    if (findings.stream().anyMatch(f -> f.severity() == Severity.CONFIGURATION)) {
      throw new ConfigurationException(problems());
    }
    if (!problems().isEmpty()) {
      throw new PreflightException(problems());
    }
  }

  /** Memory and warnings, for people; problems are told by {@link #throwIfAny}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    memory.ifPresent(estimate -> text.append(estimate).append('\n'));
    warnings().forEach(warning -> text.append("Warning: ").append(warning).append('\n'));
    if (problems().isEmpty()) {
      text.append("Nothing stands in the way\n");
    }
    return text.toString();
  }
}
