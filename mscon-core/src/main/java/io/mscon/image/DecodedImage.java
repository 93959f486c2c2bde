package io.mscon.image;

/**
 * A picture as sRGB bytes.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb [height x width x 3] red, green and blue of each pixel, row by row from the top left;
 *     each byte unsigned. Not copied: whoever holds the record must not change it.
 */
public record DecodedImage(int width, int height, byte[] rgb) {
  /** Checks that the sizes agree. */
  public DecodedImage {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("Invalid picture size: " + width + " x " + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "Invalid picture: %d bytes for %d x %d pixels of 3".formatted(rgb.length, width, height));
    }
  }

  /**
   * One channel of one pixel.
   *
   * @param x column, from 0 at the left
   * @param y row, from 0 at the top
   * @param channel 0 red, 1 green, 2 blue
   * @return 0 to 255
   */
  public int sample(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xff;
  }
}
