package io.mscon.image.demo;

import java.awt.geom.Path2D;

/** Closed and open lines through points. */
final class Shapes {
  private Shapes() {}

  /**
   * A polygon.
   *
   * @param coordinates x and y of each corner in turn
   */
  static Path2D polygon(double... coordinates) {
    Path2D path = line(coordinates);
    path.closePath();
    return path;
  }

  /** A line through points, given like a polygon's. */
  static Path2D line(double... coordinates) {
    Path2D path = new Path2D.Double();
    path.moveTo(coordinates[0], coordinates[1]);
    for (int i = 2; i < coordinates.length; i += 2) {
      path.lineTo(coordinates[i], coordinates[i + 1]);
    }
    return path;
  }

  static Path2D rectangle(double x, double y, double width, double height) {
    return polygon(x, y, x + width, y, x + width, y + height, x, y + height);
  }

  /** An ellipse as a polygon of 24 corners; StrictMath, so the same on every machine. */
  static Path2D ellipse(double x, double y, double radiusX, double radiusY) {
    double[] corners = new double[48];
    for (int i = 0; i < 24; i++) {
      corners[2 * i] = x + radiusX * StrictMath.cos(i * Math.PI / 12);
      corners[2 * i + 1] = y + radiusY * StrictMath.sin(i * Math.PI / 12);
    }
    return polygon(corners);
  }
}
