package io.mscon.spark.prepare;

/** Thrown when pictures stand twice and the configuration forbids it. */
public final class DuplicatesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message how many, the first of them, and the remedy
   */
  public DuplicatesException(String message) {
    super(message);
  }
}
