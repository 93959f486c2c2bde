package io.mscon.image;

import io.mscon.random.RandomStream;

/**
 * One draw of torchvision's ColorJitter: four changes in a random order. Works on planar floats
 * from 0 to 1.
 *
 * @param order permutation of 0 brightness, 1 contrast, 2 saturation, 3 hue
 * @param brightness factor of every sample
 * @param contrast factor of the distance to the mean grey
 * @param saturation factor of the distance to a pixel's own grey
 * @param hue turn of the hue, as a share of the full circle
 */
record ColourJitter(int[] order, float brightness, float contrast, float saturation, float hue) {
  /** Draws the order, brightness, contrast, saturation and hue. */
  static ColourJitter draw(RandomStream random, AugmentationOptions options) {
    return new ColourJitter(
        random.permutation(4),
        factor(random, options.brightness()),
        factor(random, options.contrast()),
        factor(random, options.saturation()),
        (float) random.nextDouble(-options.hue(), options.hue()));
  }

  private static float factor(RandomStream random, double strength) {
    return (float) random.nextDouble(Math.max(0, 1 - strength), 1 + strength);
  }

  void apply(float[] planes, int from, int pixels) {
    for (int change : order) {
      switch (change) {
        case 0 -> brighten(planes, from, pixels);
        case 1 -> contrast(planes, from, pixels);
        case 2 -> saturate(planes, from, pixels);
        default -> turnHue(planes, from, pixels);
      }
    }
  }

  private void brighten(float[] planes, int from, int pixels) {
    if (brightness == 1) {
      return;
    }
    for (int i = from; i < from + 3 * pixels; i++) {
      planes[i] = clamp(brightness * planes[i]);
    }
  }

  private void contrast(float[] planes, int from, int pixels) {
    if (contrast == 1) {
      return;
    }
    double sum = 0;
    for (int i = from; i < from + pixels; i++) {
      sum += Grey.of(planes[i], planes[i + pixels], planes[i + 2 * pixels]);
    }
    float shift = (1 - contrast) * (float) (sum / pixels);
    for (int i = from; i < from + 3 * pixels; i++) {
      planes[i] = clamp(contrast * planes[i] + shift);
    }
  }

  private void saturate(float[] planes, int from, int pixels) {
    if (saturation == 1) {
      return;
    }
    for (int i = from; i < from + pixels; i++) {
      int g = i + pixels;
      int b = g + pixels;
      float shift = (1 - saturation) * Grey.of(planes[i], planes[g], planes[b]);
      planes[i] = clamp(saturation * planes[i] + shift);
      planes[g] = clamp(saturation * planes[g] + shift);
      planes[b] = clamp(saturation * planes[b] + shift);
    }
  }

  /** Turns the hue of HSV; greatest and least sample of a pixel stay, what lies where changes. */
  private void turnHue(float[] planes, int from, int pixels) {
    if (hue == 0) {
      return;
    }
    for (int i = from; i < from + pixels; i++) {
      int g = i + pixels;
      int b = g + pixels;
      float greatest = Math.max(planes[i], Math.max(planes[g], planes[b]));
      float range = greatest - Math.min(planes[i], Math.min(planes[g], planes[b]));
      if (range > 0) {
        float turned = sextant(planes[i], planes[g], planes[b], greatest, range) + 6 * hue;
        planes[i] = greatest - range * lack(turned + 5);
        planes[g] = greatest - range * lack(turned + 3);
        planes[b] = greatest - range * lack(turned + 1);
      }
    }
  }

  /** The hue in sextants: 0 red, 2 green, 4 blue, from -1 to 5. */
  private static float sextant(float red, float green, float blue, float greatest, float range) {
    if (greatest == red) {
      return (green - blue) / range;
    }
    return greatest == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  }

  /** By what share of the range a channel lies below the greatest, at a hue in sextants. */
  private static float lack(float sextant) {
    float place = sextant >= 12 ? sextant - 12 : sextant >= 6 ? sextant - 6 : sextant;
    place = place < 0 ? place + 6 : place;
    return Math.max(0, Math.min(1, Math.min(place, 4 - place)));
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
