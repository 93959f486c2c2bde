package io.mscon.image;

/**
 * What is subtracted from each channel, and what it is then divided by; in units of the full range,
 * so that a channel runs from 0 to 1 before.
 *
 * @param meanRed mean of red
 * @param meanGreen mean of green
 * @param meanBlue mean of blue
 * @param deviationRed standard deviation of red, above 0
 * @param deviationGreen standard deviation of green, above 0
 * @param deviationBlue standard deviation of blue, above 0
 */
public record Normalisation(
    double meanRed,
    double meanGreen,
    double meanBlue,
    double deviationRed,
    double deviationGreen,
    double deviationBlue) {
  /** The statistics of ImageNet's training pictures, customary for other pictures too. */
  public static final Normalisation IMAGENET =
      new Normalisation(0.485, 0.456, 0.406, 0.229, 0.224, 0.225);

  /** Leaves channels as they are, from 0 to 1. */
  public static final Normalisation NONE = new Normalisation(0, 0, 0, 1, 1, 1);

  /** Checks the deviations. */
  public Normalisation {
    if (!(deviationRed > 0 && deviationGreen > 0 && deviationBlue > 0)) {
      throw new IllegalArgumentException(
          "Invalid standard deviations: %s, %s, %s (must be > 0)"
              .formatted(deviationRed, deviationGreen, deviationBlue));
    }
  }

  /**
   * Normalises a picture in place.
   *
   * @param planes [from ... from + 3 x pixels) red, then green, then blue
   * @param from where the picture begins
   * @param pixels how many pixels it has
   */
  void apply(float[] planes, int from, int pixels) {
    applyTo(planes, from, pixels, (float) meanRed, (float) deviationRed);
    applyTo(planes, from + pixels, pixels, (float) meanGreen, (float) deviationGreen);
    applyTo(planes, from + 2 * pixels, pixels, (float) meanBlue, (float) deviationBlue);
  }

  private static void applyTo(float[] planes, int from, int pixels, float mean, float deviation) {
    for (int i = from; i < from + pixels; i++) {
      planes[i] = (planes[i] - mean) / deviation;
    }
  }
}
