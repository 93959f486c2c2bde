package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a shoe from its side. One unit is a hundredth of an adult's shoe; x runs from the
 * heel (0) to the toe (100), y from the ground upwards.
 */
final class Outline {
  private static final double THROAT = 45;
  private static final double TOE = 78;

  private final DemoShoe shoe;
  private final double height;
  private final double sole;
  private final double toeRoundness;
  private final boolean wedge;

  Outline(DemoShoe shoe, RandomStream random) {
    this.shoe = shoe;
    height = shoe.gender().height() * jitter(random);
    sole = shoe.gender().sole() * jitter(random) + (shoe.category() == Category.SLIPPERS ? 2 : 0);
    toeRoundness = shoe.gender().toeRoundness() * jitter(random);
    wedge = random.nextDouble() < 0.3;
  }

  private static double jitter(RandomStream random) {
    return 1 + DemoKnobs.PROPORTION_JITTER * random.nextDouble(-1, 1);
  }

  DemoShoe shoe() {
    return shoe;
  }

  double sole() {
    return sole;
  }

  /** Height of the foot bed, on which the upper stands. */
  double bed(double x) {
    double share = Math.max(0, Math.min(1, (64 - x) / 50));
    return sole + shoe.heel().rise() * share * share * (3 - 2 * share);
  }

  /** Height of the upper's edge. */
  double top(double x) {
    return bed(x) + rise(x);
  }

  /** The highest point of the shoe. */
  double highest() {
    double highest = 0;
    for (int x = 0; x <= 100; x++) {
      highest = Math.max(highest, top(x));
    }
    return highest;
  }

  private double rise(double x) {
    return switch (shoe.category()) {
      case SHOES -> x < THROAT ? collar(x) : vamp(x, 26);
      case BOOTS -> x < 40 ? shaft() : x < THROAT + 5 ? throat(x) : vamp(x, 30);
      case SANDALS -> x < 56 ? arch(x, 8, 52, 24) : arch(x, 62, 88, 17);
      case SLIPPERS -> x < 36 ? 0 : vamp(x, 30);
    };
  }

  private double shaft() {
    return 45 + 35 * shoe.shaft();
  }

  private double collar(double x) {
    double dip = (x - 20) / 25;
    return height * (22 + 5 * dip * dip);
  }

  private double throat(double x) {
    double share = (x - 40) / (THROAT + 5 - 40);
    return shaft() + share * (vamp(THROAT + 5, 30) - shaft());
  }

  private double vamp(double x, double start) {
    double slope = Math.max(0, (TOE - x) / (TOE - THROAT));
    double end = Math.max(0, (x - TOE) / (100 - TOE));
    double taper = 1 - StrictMath.pow(end, toeRoundness);
    return height * (14 + (start - 14) * slope) * taper;
  }

  private double arch(double x, double from, double to, double most) {
    if (x <= from || x >= to) {
      return 0;
    }
    double place = 2 * (x - from) / (to - from) - 1;
    return height * most * Math.sqrt(1 - place * place * place * place);
  }

  /** The upper's filled parts. */
  Path2D upper() {
    List<Double> points = new ArrayList<>();
    for (double x = 1; x <= 100; x++) {
      add(points, x, top(x));
    }
    for (double x = 100; x >= 1; x--) {
      add(points, x, bed(x) - 0.5);
    }
    return polygon(points);
  }

  /** The part of the upper in front of x. */
  Area upperBeyond(double x) {
    Area area = new Area(upper());
    area.intersect(new Area(Shapes.rectangle(x, 0, 200, 200)));
    return area;
  }

  /** The sole with its heel. */
  Path2D soleShape() {
    double rise = shoe.heel().rise();
    List<Double> points = new ArrayList<>();
    for (double x = 0; x <= 101; x++) {
      add(points, x, bed(x));
    }
    add(points, 98, 0);
    add(points, 58, 0);
    if (rise > 5 && !wedge) {
      for (double x = 56; x >= 20; x -= 2) {
        add(points, x, Math.max(0, bed(x) - sole));
      }
      add(points, 17 - rise * 0.15, 0);
    }
    add(points, 2 + rise * 0.1, 0);
    return polygon(points);
  }

  private static void add(List<Double> points, double x, double y) {
    points.add(x);
    points.add(y);
  }

  private static Path2D polygon(List<Double> points) {
    return Shapes.polygon(points.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
