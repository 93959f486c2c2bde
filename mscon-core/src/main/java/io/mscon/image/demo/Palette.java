package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.Color;

/**
 * The colours of one shoe. Marks differ from the upper in brightness, so that they survive a view
 * without colours; no colour tells a label reliably.
 *
 * @param upper of the upper
 * @param sole of the sole
 * @param closure of what closes the shoe
 * @param mark of the brand's mark
 */
record Palette(Color upper, Color sole, Color closure, Color mark) {
  static Palette draw(RandomStream random, Gender gender) {
    double anyHue = random.nextDouble();
    double ownHue = gender.paletteHue() + 0.08 * random.nextDouble(-1, 1);
    double hue = random.nextDouble() < DemoKnobs.PALETTE_LOYALTY ? ownHue : anyHue;
    double brightness = random.nextDouble(0.15, 0.9);
    Color upper = colour(hue, random.nextDouble(0.05, 0.8), brightness);
    return new Palette(
        upper,
        colour(random.nextDouble(), random.nextDouble(0, 0.4), random.nextDouble(0.1, 0.85)),
        contrasting(random, brightness),
        contrasting(random, brightness));
  }

  private static Color contrasting(RandomStream random, double brightness) {
    double distance = DemoKnobs.MARK_CONTRAST * (1 + 0.3 * random.nextDouble());
    double other = brightness > 0.5 ? brightness - distance : brightness + distance;
    return colour(
        random.nextDouble(), random.nextDouble(0, 0.5), Math.max(0.03, Math.min(1, other)));
  }

  private static Color colour(double hue, double saturation, double brightness) {
    return new Color(Color.HSBtoRGB((float) hue, (float) saturation, (float) brightness));
  }

  static Color shifted(Color colour, int levels) {
    return new Color(
        clamp(colour.getRed() + levels),
        clamp(colour.getGreen() + levels),
        clamp(colour.getBlue() + levels));
  }

  private static int clamp(int level) {
    return Math.max(0, Math.min(255, level));
  }
}
