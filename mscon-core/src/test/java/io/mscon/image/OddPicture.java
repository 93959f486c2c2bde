package io.mscon.image;

/**
 * A file of some kind, and what is seen if it is a picture: two halves of one colour each.
 *
 * @param bytes of the file
 * @param width in pixels
 * @param height in pixels
 * @param left colour of the left half, 0xRRGGBB
 * @param right colour of the right half
 */
record OddPicture(byte[] bytes, int width, int height, int left, int right) {
  static final int WIDTH = 48;
  static final int HEIGHT = 32;

  /** The usual picture. */
  static OddPicture of(byte[] bytes) {
    return new OddPicture(bytes, WIDTH, HEIGHT, TestImages.RED, TestImages.BLUE);
  }

  OddPicture seen(int leftColour, int rightColour) {
    return new OddPicture(bytes, width, height, leftColour, rightColour);
  }

  OddPicture sized(int newWidth, int newHeight) {
    return new OddPicture(bytes, newWidth, newHeight, left, right);
  }
}
