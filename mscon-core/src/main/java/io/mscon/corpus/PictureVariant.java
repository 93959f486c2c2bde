package io.mscon.corpus;

import java.awt.image.BufferedImage;

/** Makes several pictures of one drawing: other colours, a little less of it. */
final class PictureVariant {
  /** How many differ from each other. */
  static final int COUNT = 12;

  private static final int[][] ORDERS = {
    {16, 8, 0}, {8, 0, 16}, {0, 16, 8}, {16, 0, 8}, {8, 16, 0}, {0, 8, 16}
  };

  private PictureVariant() {}

  /**
   * Makes one.
   *
   * @param drawing of type RGB
   * @param variant from 0, which is the drawing itself, to {@link #COUNT} - 1
   * @param trimmed pixels cut off its right and its lower side
   */
  static BufferedImage of(BufferedImage drawing, int variant, int trimmed) {
    int width = drawing.getWidth() - trimmed;
    int height = drawing.getHeight() - trimmed;
    int[] pixels = drawing.getRGB(0, 0, width, height, null, 0, width);
    int[] order = ORDERS[variant % ORDERS.length];
    int darker = variant / ORDERS.length;
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      int red = (pixel >> order[0] & 0xff) >> darker;
      int green = (pixel >> order[1] & 0xff) >> darker;
      int blue = (pixel >> order[2] & 0xff) >> darker;
      pixels[i] = red << 16 | green << 8 | blue;
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    return picture;
  }
}
