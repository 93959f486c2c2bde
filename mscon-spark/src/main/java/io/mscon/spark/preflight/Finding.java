package io.mscon.spark.preflight;

/**
 * Something that preflight found.
 *
 * @param severity how bad it is
 * @param message one line, naming thing, value and remedy
 */
public record Finding(Severity severity, String message) {

  /** How bad a finding is. */
  public enum Severity {
    /** The training can't work with these settings or this dataset. */
    CONFIGURATION,
    /** The training can't work on these machines. */
    MACHINE,
    /** It works, but probably not as wanted. */
    WARNING
  }
}
