package io.mscon.eval.page;

import io.mscon.image.DecodedImage;
import java.awt.image.BufferedImage;

/** A picture made smaller: each new pixel is the average of the old ones that it covers. */
public final class Thumbnail {
  private Thumbnail() {}

  /**
   * Width after the longer side was brought down to a length; smaller pictures stay as they are.
   *
   * @param image the picture
   * @param longest most pixels of a side
   */
  public static int width(DecodedImage image, int longest) {
    return scaled(image.width(), image, longest);
  }

  private static int scaled(int side, DecodedImage image, int longest) {
    int longer = Math.max(image.width(), image.height());
    return longer <= longest ? side : Math.max(1, Math.round((float) side * longest / longer));
  }

  /**
   * Makes it.
   *
   * @param image the picture
   * @param longest most pixels of a side
   * @return one number a pixel, 0xRRGGBB, row by row
   */
  public static int[] of(DecodedImage image, int longest) {
    int width = width(image, longest);
    int height = scaled(image.height(), image, longest);
    int[] rgb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[y * width + x] =
            average(
                image,
                begin(x, image.width(), width),
                begin(x + 1, image.width(), width),
                begin(y, image.height(), height),
                begin(y + 1, image.height(), height));
      }
    }
    return rgb;
  }

  /**
   * Pixels as Java's own kind of picture.
   *
   * @param width pixels of a row
   * @param rgb one number a pixel, 0xRRGGBB, row by row
   */
  public static BufferedImage buffered(int width, int[] rgb) {
    int height = rgb.length / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    return image;
  }

  private static int begin(int place, int from, int to) {
    return (int) ((long) place * from / to);
  }

  private static int average(DecodedImage image, int left, int right, int top, int bottom) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        red += image.sample(x, y, 0);
        green += image.sample(x, y, 1);
        blue += image.sample(x, y, 2);
      }
    }
    long pixels = (long) (right - left) * (bottom - top);
    return rounded(red, pixels) << 16 | rounded(green, pixels) << 8 | rounded(blue, pixels);
  }

  private static int rounded(long sum, long pixels) {
    return (int) ((sum + pixels / 2) / pixels);
  }
}
