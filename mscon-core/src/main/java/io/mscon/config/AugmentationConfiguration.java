package io.mscon.config;

import io.mscon.image.AugmentationOptions;
import java.io.Serializable;

/**
 * Random views; keys under {@code augmentation}.
 *
 * @param cropScaleMinimum least share of the area that a crop keeps
 * @param cropScaleMaximum greatest share
 * @param flipProbability of a horizontal flip
 * @param jitterProbability of colour jitter
 * @param brightness jitter factor
 * @param contrast jitter factor
 * @param saturation jitter factor
 * @param hue jitter factor
 * @param greyProbability of dropping colour
 */
public record AugmentationConfiguration(
    double cropScaleMinimum,
    double cropScaleMaximum,
    double flipProbability,
    double jitterProbability,
    double brightness,
    double contrast,
    double saturation,
    double hue,
    double greyProbability)
    implements Serializable {

  /** The same for whoever makes views. */
  public AugmentationOptions options() {
    return new AugmentationOptions(
        cropScaleMinimum,
        cropScaleMaximum,
        flipProbability,
        jitterProbability,
        brightness,
        contrast,
        saturation,
        hue,
        greyProbability);
  }
}
