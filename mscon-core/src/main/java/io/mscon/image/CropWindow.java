package io.mscon.image;

/**
 * A part of a picture.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows
 */
record CropWindow(int left, int top, int width, int height) {
  static CropWindow whole(DecodedImage image) {
    return new CropWindow(0, 0, image.width(), image.height());
  }
}
