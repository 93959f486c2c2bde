package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** The textures of materials, drawn over the current clip. */
final class Texture {
  private static final BasicStroke THREAD = new BasicStroke(1f);
  private static final double RIGHT = 104;
  private static final double HIGHEST = 130;

  private Texture() {}

  static void paint(
      Graphics2D graphics, Material material, Color ground, RandomStream random, double left) {
    graphics.setStroke(THREAD);
    graphics.setColor(Palette.shifted(ground, sign(ground) * DemoKnobs.TEXTURE_CONTRAST));
    switch (material) {
      case LEATHER -> gloss(graphics, left);
      case SUEDE -> specks(graphics, random, left);
      case CANVAS -> weave(graphics, left);
      case MESH -> holes(graphics, left);
      case SYNTHETIC -> hatching(graphics, left);
    }
  }

  private static int sign(Color ground) {
    return ground.getGreen() > 127 ? -1 : 1;
  }

  private static void gloss(Graphics2D graphics, double left) {
    graphics.fill(Shapes.polygon(left, 0, left, 9, RIGHT, 5, RIGHT, 0));
  }

  // One path for all of a texture: filling many small shapes within a clip takes far longer.
  private static void specks(Graphics2D graphics, RandomStream random, double left) {
    Path2D specks = new Path2D.Double();
    for (int i = 0; i < 320; i++) {
      double x = random.nextDouble(left, RIGHT);
      double y = random.nextDouble(0, HIGHEST);
      specks.append(Shapes.rectangle(x, y, 1.5, 1.5), false);
    }
    graphics.fill(specks);
  }

  private static void weave(Graphics2D graphics, double left) {
    Path2D threads = new Path2D.Double();
    for (double x = left; x < RIGHT; x += 4.5) {
      threads.append(Shapes.line(x, 0, x, HIGHEST), false);
    }
    for (double y = 0; y < HIGHEST; y += 4.5) {
      threads.append(Shapes.line(left, y, RIGHT, y), false);
    }
    graphics.draw(threads);
  }

  private static void holes(Graphics2D graphics, double left) {
    Path2D holes = new Path2D.Double();
    for (double x = left; x < RIGHT; x += 5) {
      for (double y = 0; y < HIGHEST; y += 5) {
        holes.append(Shapes.rectangle(x, y, 2, 2), false);
      }
    }
    graphics.fill(holes);
  }

  private static void hatching(Graphics2D graphics, double left) {
    Path2D lines = new Path2D.Double();
    for (double x = left - HIGHEST; x < RIGHT; x += 6) {
      lines.append(Shapes.line(x, 0, x + HIGHEST, HIGHEST), false);
    }
    graphics.draw(lines);
  }
}
