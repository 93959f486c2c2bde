package io.mscon.image;

/**
 * Thrown when a native library that decodes pictures cannot be loaded. No picture is at fault, so
 * it must not become a rejection.
 */
public final class ImageLibraryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ImageLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
