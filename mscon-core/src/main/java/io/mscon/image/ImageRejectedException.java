package io.mscon.image;

/**
 * Thrown when bytes cannot be taken as a picture. The message is the reason alone, such as
 * "truncated JPEG"; whoever knows the picture's name puts it in front.
 */
public final class ImageRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A rejection that was found by looking at the bytes.
   *
   * @param reason why, for a person to read
   */
  public ImageRejectedException(String reason) {
    super(reason);
  }

  /**
   * A rejection that a decoder raised.
   *
   * @param reason why, for a person to read
   * @param cause what the decoder threw
   */
  public ImageRejectedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
