package io.mscon.image;

import io.mscon.random.RandomStream;

/**
 * The window of torchvision's RandomResizedCrop, which goes back to Szegedy et al. 2015, "Going
 * deeper with convolutions": area uniform, aspect ratio log-uniform in 3/4 to 4/3, ten tries, then
 * the largest centred window of a permitted ratio.
 */
final class RandomCrop {
  private static final int TRIES = 10;
  private static final double LEAST_RATIO = 3.0 / 4.0;
  private static final double GREATEST_RATIO = 4.0 / 3.0;

  // StrictMath: the logarithm must be the same on every machine.
  private static final double LEAST_LOG_RATIO = StrictMath.log(LEAST_RATIO);
  private static final double GREATEST_LOG_RATIO = StrictMath.log(GREATEST_RATIO);

  private RandomCrop() {}

  /** Draws, for each try, area, ratio, and, if the window fits, top and left. */
  static CropWindow draw(RandomStream random, AugmentationOptions options, int width, int height) {
    double area = (double) width * height;
    for (int i = 0; i < TRIES; i++) {
      double target = area * random.nextDouble(options.cropScaleMin(), options.cropScaleMax());
      double ratio = StrictMath.exp(random.nextDouble(LEAST_LOG_RATIO, GREATEST_LOG_RATIO));
      int cropWidth = (int) Math.rint(Math.sqrt(target * ratio));
      int cropHeight = (int) Math.rint(Math.sqrt(target / ratio));
      if (cropWidth > 0 && cropWidth <= width && cropHeight > 0 && cropHeight <= height) {
        int top = random.nextInt(height - cropHeight + 1);
        int left = random.nextInt(width - cropWidth + 1);
        return new CropWindow(left, top, cropWidth, cropHeight);
      }
    }
    return centred(width, height);
  }

  private static CropWindow centred(int width, int height) {
    double ratio = (double) width / height;
    int cropWidth = width;
    int cropHeight = height;
    if (ratio < LEAST_RATIO) {
      cropHeight = (int) Math.rint(width / LEAST_RATIO);
    } else if (ratio > GREATEST_RATIO) {
      cropWidth = (int) Math.rint(height * GREATEST_RATIO);
    }
    return new CropWindow(
        (width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
  }
}
