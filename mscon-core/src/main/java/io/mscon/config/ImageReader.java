package io.mscon.config;

import io.mscon.config.Section.Range;
import java.util.List;

/** Reads {@code image}. */
final class ImageReader {
  private ImageReader() {}

  static ImageConfiguration read(Section image, Problems problems) {
    List<Double> mean = image.numbers("mean", Range.ANY);
    List<Double> deviation = image.numbers("standard-deviation", Range.POSITIVE);
    if (mean.size() != 3 || deviation.size() != 3) {
      problems.add(
          "Invalid image.mean or image.standard-deviation: %s, %s (must be 3 numbers each)",
          mean, deviation);
    }
    return new ImageConfiguration(image.integer("size", 8), mean, deviation);
  }
}
