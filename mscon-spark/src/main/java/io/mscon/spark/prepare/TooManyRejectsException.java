package io.mscon.spark.prepare;

/** Thrown when so many pictures were rejected that the corpus had better be looked at. */
public final class TooManyRejectsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message how many of how many, the first reasons, and the remedy
   */
  public TooManyRejectsException(String message) {
    super(message);
  }
}
