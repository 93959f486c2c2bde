package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.geom.AffineTransform;

/** Where and how a shoe stands in its picture. */
final class Pose {
  private Pose() {}

  /**
   * Draws the way from an outline's units to pixels.
   *
   * @param canvas width and height of what is drawn on
   */
  static AffineTransform draw(RandomStream random, Outline outline, int canvas) {
    double width = 100 * outline.shoe().gender().length();
    double highest = outline.highest();
    double share = random.nextDouble(DemoKnobs.LENGTH_MIN, DemoKnobs.LENGTH_MAX);
    double scale = share * canvas / Math.max(100, highest);
    double angle = StrictMath.toRadians(DemoKnobs.ROTATION_DEGREES * random.nextDouble(-1, 1));
    double facing = random.nextDouble() < DemoKnobs.MIRRORED ? 1 : -1;
    double shift = DemoKnobs.SHIFT * canvas;
    double middleX = canvas / 2.0 + shift * random.nextDouble(-1, 1);
    double middleY = canvas / 2.0 + shift * random.nextDouble(-1, 1);
    double cosine = scale * StrictMath.cos(angle);
    double sine = scale * StrictMath.sin(angle);
    AffineTransform pose = new AffineTransform(cosine, sine, sine, -cosine, middleX, middleY);
    pose.scale(facing, 1);
    pose.translate(-width / 2, -highest / 2);
    pose.scale(outline.shoe().gender().length(), 1);
    return pose;
  }
}
