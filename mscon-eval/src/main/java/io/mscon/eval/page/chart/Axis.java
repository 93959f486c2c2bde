package io.mscon.eval.page.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis: numbers to places on the drawing.
 *
 * @param low the number at its beginning
 * @param high the number at its end
 * @param from place of the beginning
 * @param to place of the end
 * @param step between two ticks
 */
record Axis(double low, double high, double from, double to, double step) {
  private static final int TICKS = 5;

  /** An axis that ends at the outermost numbers. */
  static Axis tight(double least, double most, double from, double to) {
    return most > least
        ? new Axis(least, most, from, to, step(most - least))
        : new Axis(least - 1, least + 1, from, to, 1);
  }

  /** An axis that ends at ticks. */
  static Axis round(double least, double most, double from, double to) {
    // A constant would divide by zero; where rounding noise is all there is, it is a constant too.
    double room = Math.max(Math.abs(least), Math.abs(most)) * 1e-6;
    double spread = most - least > room ? most - least : room > 0 ? Math.abs(most) : 1;
    double step = step(spread);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new Axis(low, high > low ? high : low + step, from, to, step);
  }

  /** The steps of people: 1, 2 or 5 times a power of ten. */
  private static double step(double spread) {
    double rough = spread / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (rough <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double place(double number) {
    return from + (number - low) / (high - low) * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step - 1e-9);
    for (int i = 0; (first + i) * step <= high + step * 1e-9; i++) {
      ticks.add((first + i) * step);
    }
    return ticks;
  }
}
