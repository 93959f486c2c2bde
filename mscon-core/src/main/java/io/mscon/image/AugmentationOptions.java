package io.mscon.image;

/**
 * How strongly views are changed. Factors are drawn as torchvision's transforms of the same names
 * draw them.
 *
 * @param cropScaleMin least share of the picture's area that a crop covers, above 0
 * @param cropScaleMax greatest share, at most 1
 * @param flipProbability how often a view is mirrored left to right
 * @param jitterProbability how often colours are changed at all
 * @param brightness b: the factor is uniform in [max(0, 1 - b), 1 + b]
 * @param contrast likewise
 * @param saturation likewise
 * @param hue h: hues turn by a share of the full circle uniform in [-h, h]; at most 0.5
 * @param greyProbability how often a view loses its colours
 */
public record AugmentationOptions(
    double cropScaleMin,
    double cropScaleMax,
    double flipProbability,
    double jitterProbability,
    double brightness,
    double contrast,
    double saturation,
    double hue,
    double greyProbability) {
  /** The defaults of Khosla et al. 2020, "Supervised Contrastive Learning", arXiv 2004.11362. */
  public static final AugmentationOptions SUPERVISED_CONTRASTIVE =
      new AugmentationOptions(0.2, 1, 0.5, 0.8, 0.4, 0.4, 0.4, 0.1, 0.2);

  /** Checks every range. */
  public AugmentationOptions {
    if (!(cropScaleMin > 0 && cropScaleMin <= cropScaleMax && cropScaleMax <= 1)) {
      throw new IllegalArgumentException(
          "Invalid crop scale: %s to %s (must be within 0 < min <= max <= 1)"
              .formatted(cropScaleMin, cropScaleMax));
    }
    check("flip probability", flipProbability, 1);
    check("jitter probability", jitterProbability, 1);
    check("brightness", brightness, Double.MAX_VALUE);
    check("contrast", contrast, Double.MAX_VALUE);
    check("saturation", saturation, Double.MAX_VALUE);
    check("hue", hue, 0.5);
    check("grey probability", greyProbability, 1);
  }

  private static void check(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value);
    }
  }
}
