package io.mscon.image;

/** Makes large pictures smaller, with the filter of {@link Augmentation}. */
final class PictureReduction {
  private PictureReduction() {}

  /**
   * A picture whose shorter side is so long at most; a smaller one is not enlarged.
   *
   * @param shorterSide in pixels, at least 1; the other side keeps the proportions, rounded
   */
  static DecodedImage reduce(DecodedImage image, int shorterSide) {
    int shorter = Math.min(image.width(), image.height());
    if (shorter <= shorterSide) {
      return image;
    }
    int width = scaled(image.width(), shorterSide, shorter);
    int height = scaled(image.height(), shorterSide, shorter);
    float[] planes = new float[3 * width * height];
    new Resampler(width, height).resample(image, CropWindow.whole(image), false, planes, 0);
    return new DecodedImage(width, height, bytes(planes));
  }

  private static int scaled(int side, int shorterSide, int shorter) {
    return (int) (((long) side * shorterSide + shorter / 2) / shorter);
  }

  private static byte[] bytes(float[] planes) {
    int pixels = planes.length / 3;
    byte[] rgb = new byte[planes.length];
    for (int i = 0; i < pixels; i++) {
      for (int channel = 0; channel < 3; channel++) {
        int value = Math.round(planes[channel * pixels + i] * 255);
        rgb[3 * i + channel] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return rgb;
  }
}
