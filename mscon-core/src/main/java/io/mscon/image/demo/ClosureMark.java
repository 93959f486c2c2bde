package io.mscon.image.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/**
 * What closes a shoe, drawn along a line: in the line's own frame, which begins at 0, runs in the
 * direction of x and is as long as it is.
 */
final class ClosureMark {
  private static final BasicStroke LACE = new BasicStroke(2.2f);
  private static final BasicStroke THIN = new BasicStroke(1.2f);
  private static final double HALF_WIDTH = 6.5;

  private final Graphics2D graphics;
  private final double length;
  private final Color colour;
  private final Color ground;

  private ClosureMark(Graphics2D graphics, double length, Palette palette) {
    this.graphics = graphics;
    this.length = length;
    colour = palette.closure();
    ground = palette.upper();
  }

  static void paint(
      Graphics2D graphics,
      Closure closure,
      Palette palette,
      double fromX,
      double fromY,
      double toX,
      double toY) {
    double length = Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
    double cosine = (toX - fromX) / length;
    double sine = (toY - fromY) / length;
    AffineTransform before = graphics.getTransform();
    graphics.transform(new AffineTransform(cosine, sine, -sine, cosine, fromX, fromY));
    new ClosureMark(graphics, length, palette).paint(closure);
    graphics.setTransform(before);
  }

  private void paint(Closure closure) {
    graphics.setColor(colour);
    switch (closure) {
      case LACE_UP -> laces();
      case SLIP_ON -> gore();
      case ZIPPER -> zipper();
      case BUCKLE -> buckle();
      case HOOK_AND_LOOP -> straps();
    }
  }

  private void laces() {
    graphics.setStroke(LACE);
    double step = length / 4;
    for (int i = 0; i < 4; i++) {
      double x = i * step;
      graphics.draw(Shapes.line(x, -HALF_WIDTH, x + step, HALF_WIDTH));
      graphics.draw(Shapes.line(x, HALF_WIDTH, x + step, -HALF_WIDTH));
    }
  }

  private void gore() {
    graphics.fill(
        Shapes.polygon(length * 0.15, HALF_WIDTH, length * 0.85, HALF_WIDTH, length / 2, -9));
    graphics.setColor(ground);
    graphics.setStroke(THIN);
    for (double x = 0.3; x < 0.8; x += 0.13) {
      graphics.draw(Shapes.line(length * x, HALF_WIDTH, length / 2, -9));
    }
  }

  private void zipper() {
    graphics.setStroke(THIN);
    for (double x = 0; x < length; x += 2.6) {
      graphics.fill(Shapes.rectangle(x, -2.6, 1.3, 5.2));
    }
    graphics.draw(Shapes.line(0, 0, length, 0));
    graphics.fill(Shapes.polygon(-3, -3, 3, -3, 0, -10, -4, -10));
  }

  private void buckle() {
    double middle = length / 2;
    graphics.fill(Shapes.rectangle(middle - 2.5, -12, 5, 24));
    graphics.setColor(ground);
    graphics.fill(Shapes.rectangle(middle - 6.5, -6, 13, 12));
    graphics.setColor(colour);
    graphics.setStroke(LACE);
    graphics.draw(Shapes.rectangle(middle - 6.5, -6, 13, 12));
    graphics.draw(Shapes.line(middle, -6, middle, 6));
  }

  private void straps() {
    for (double share : new double[] {0.1, 0.6}) {
      double x = length * share;
      graphics.fill(Shapes.rectangle(x, -8, length * 0.32, 17));
      graphics.fill(Shapes.ellipse(x + length * 0.16, -8, length * 0.16, 4));
    }
  }
}
