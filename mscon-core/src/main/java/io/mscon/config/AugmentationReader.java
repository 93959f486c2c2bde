package io.mscon.config;

import io.mscon.config.Section.Range;

/** Reads {@code augmentation}. */
final class AugmentationReader {
  private AugmentationReader() {}

  static AugmentationConfiguration read(Section section, Problems problems) {
    double least = section.number("crop-scale-minimum", Range.POSITIVE_SHARE);
    double greatest = section.number("crop-scale-maximum", Range.POSITIVE_SHARE);
    if (least > greatest) {
      problems.add(
          "Invalid augmentation.crop-scale-minimum: %s (must be at most crop-scale-maximum, %s)",
          least, greatest);
    }
    return new AugmentationConfiguration(
        least,
        greatest,
        section.number("flip-probability", Range.SHARE),
        section.number("jitter-probability", Range.SHARE),
        section.number("brightness", Range.NOT_NEGATIVE),
        section.number("contrast", Range.NOT_NEGATIVE),
        section.number("saturation", Range.NOT_NEGATIVE),
        section.number("hue", Range.AT_MOST_HALF),
        section.number("grey-probability", Range.SHARE));
  }
}
