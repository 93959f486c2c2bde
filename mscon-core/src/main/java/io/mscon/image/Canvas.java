package io.mscon.image;

import java.util.Arrays;

/**
 * The area that the frames of an animation are shown on; white where the first one does not reach.
 *
 * @param width in pixels
 * @param height in pixels
 * @param left of the first frame, which lies within the canvas
 * @param top of the first frame
 */
record Canvas(int width, int height, int left, int top) {
  /** The canvas with the first frame on it. */
  DecodedImage show(DecodedImage frame) {
    if (frame.width() == width && frame.height() == height) {
      return frame;
    }
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 0xff);
    for (int y = 0; y < frame.height(); y++) {
      int to = ((top + y) * width + left) * 3;
      System.arraycopy(frame.rgb(), y * frame.width() * 3, rgb, to, frame.width() * 3);
    }
    return new DecodedImage(width, height, rgb);
  }
}
