package io.mscon.image;

/**
 * The most pixels a picture may have, held against its header before anything is decoded.
 *
 * @param pixels width times height
 */
record PixelLimit(long pixels) {
  PixelLimit {
    if (pixels < 1) {
      throw new IllegalArgumentException("Invalid pixel limit: " + pixels + " (must be >= 1)");
    }
  }

  void check(int width, int height) throws ImageRejectedException {
    if (width < 1 || height < 1) {
      throw new ImageRejectedException(width + " x " + height + " pixels: nothing to see");
    }
    if ((long) width * height > pixels) {
      throw new ImageRejectedException(
          "%d x %d pixels, above the limit of %d".formatted(width, height, pixels));
    }
  }
}
