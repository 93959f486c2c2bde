package io.mscon.eval.describe;

/**
 * Something that stands out in a dataset.
 *
 * @param severity how bad it is for a training
 * @param text a sentence for people
 */
record Finding(Severity severity, String text) {
  /** How bad something is. */
  enum Severity {
    /** A training on it would not do what one expects. */
    WARNING,
    /** To be kept in mind. */
    NOTE
  }

  static Finding warning(String text, Object... values) {
    return new Finding(Severity.WARNING, text.formatted(values));
  }

  static Finding note(String text, Object... values) {
    return new Finding(Severity.NOTE, text.formatted(values));
  }
}
