package io.mscon.image.demo;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/** The mark of each brand: a figure within -1 to 1 in both directions. */
final class BrandMark {
  private static final BasicStroke PEN =
      new BasicStroke(0.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

  private BrandMark() {}

  /** The mark at a place of a shoe. */
  static Shape at(Brand brand, double x, double y, double size) {
    return new AffineTransform(size, 0, 0, size, x, y).createTransformedShape(figure(brand));
  }

  private static Shape figure(Brand brand) {
    return switch (brand) {
      case ALDER -> stripes();
      case BROOKMERE -> Shapes.polygon(-1, 0.1, -0.5, -0.7, 1, 0.8, -0.4, -0.1);
      case CORVANE -> star();
      case DUNEWALK -> PEN.createStrokedShape(Shapes.ellipse(0, 0, 0.75, 0.75));
      case EMBERLY -> bars();
      case FJORDEN ->
          PEN.createStrokedShape(Shapes.line(-1, -0.5, -0.5, 0.5, 0, -0.5, 0.5, 0.5, 1, -0.5));
      case GALEHOUSE -> checks();
      case HARROWAY -> cross();
      case INDIGROVE -> Shapes.polygon(-0.9, -0.7, 0.9, -0.7, 0, 0.9);
      case JUNIPEL -> dots();
    };
  }

  private static Area stripes() {
    Area area = new Area();
    for (double x = -0.9; x < 0.6; x += 0.62) {
      add(area, Shapes.polygon(x, -0.9, x + 0.32, -0.9, x + 0.62, 0.9, x + 0.3, 0.9));
    }
    return area;
  }

  private static Path2D star() {
    double[] corners = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 1 : 0.42;
      corners[2 * i] = radius * StrictMath.sin(i * Math.PI / 5);
      corners[2 * i + 1] = radius * StrictMath.cos(i * Math.PI / 5);
    }
    return Shapes.polygon(corners);
  }

  private static Area bars() {
    Area area = new Area();
    add(area, Shapes.rectangle(-1, 0.25, 2, 0.38));
    add(area, Shapes.rectangle(-1, -0.55, 2, 0.38));
    return area;
  }

  private static Area checks() {
    Area area = new Area();
    for (int i = 0; i < 9; i += 2) {
      add(area, Shapes.rectangle(-0.9 + 0.6 * (i % 3), -0.9 + 0.6 * (i / 3), 0.6, 0.6));
    }
    return area;
  }

  private static Area cross() {
    Area area = new Area();
    add(area, PEN.createStrokedShape(Shapes.line(-0.8, -0.8, 0.8, 0.8)));
    add(area, PEN.createStrokedShape(Shapes.line(-0.8, 0.8, 0.8, -0.8)));
    return area;
  }

  private static Area dots() {
    Area area = new Area();
    for (int i = 0; i < 6; i++) {
      add(area, Shapes.ellipse(-0.75 + 0.75 * (i % 3), -0.4 + 0.8 * (i / 3), 0.27, 0.27));
    }
    return area;
  }

  private static void add(Area area, Shape shape) {
    area.add(new Area(shape));
  }
}
