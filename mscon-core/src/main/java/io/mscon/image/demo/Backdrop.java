package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;

/** What is behind a shoe: a plain ground and strewn shapes that mean nothing. */
final class Backdrop {
  private Backdrop() {}

  static void paint(Graphics2D graphics, RandomStream random, int canvas) {
    int level = DemoKnobs.GROUND_MIN + random.nextInt(250 - DemoKnobs.GROUND_MIN);
    Color ground =
        new Color(level + random.nextInt(6), level + random.nextInt(6), level + random.nextInt(6));
    graphics.setColor(ground);
    graphics.fill(Shapes.rectangle(0, 0, canvas, canvas));
    int shapes = random.nextInt(DemoKnobs.CLUTTER + 1);
    for (int i = 0; i < shapes; i++) {
      paintShape(graphics, random, canvas, ground);
    }
  }

  private static void paintShape(
      Graphics2D graphics, RandomStream random, int canvas, Color ground) {
    int contrast = DemoKnobs.CLUTTER_CONTRAST;
    graphics.setColor(Palette.shifted(ground, random.nextInt(2 * contrast + 1) - contrast));
    double x = random.nextDouble(0, canvas);
    double y = random.nextDouble(0, canvas);
    double width = random.nextDouble(0.03, 0.2) * canvas;
    double height = random.nextDouble(0.03, 0.2) * canvas;
    switch (random.nextInt(3)) {
      case 0 -> graphics.fill(Shapes.ellipse(x, y, width, height));
      case 1 -> graphics.fill(Shapes.polygon(x, y, x + width, y + height, x - height, y + width));
      default -> {
        graphics.setStroke(new BasicStroke((float) (0.015 * canvas)));
        graphics.draw(Shapes.line(x, y, x + 4 * width - 0.4 * canvas, y + 4 * height));
      }
    }
  }
}
