package io.mscon.eval.describe;

import io.mscon.eval.page.Figures;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a continuous label's numbers are like, over all splits.
 *
 * @param minimum the least
 * @param lowerQuartile a quarter of the numbers is at most so large; interpolated
 * @param median half of them
 * @param upperQuartile three quarters of them
 * @param maximum the greatest
 * @param mean the average
 */
record NumberSummary(
    double minimum,
    double lowerQuartile,
    double median,
    double upperQuartile,
    double maximum,
    double mean) {
  private static final int BARS = 10;

  /** How many ranges of equal width a histogram of the numbers has. */
  int bars() {
    return maximum > minimum ? BARS : 1;
  }

  /** Where a range begins; range {@link #bars} begins where the last one ends. */
  double barBegin(int bar) {
    return bar == bars() ? maximum : minimum + bar * (maximum - minimum) / bars();
  }

  /** The ranges' names, from low to high. */
  List<String> barNames() {
    if (bars() == 1) {
      return List.of(Figures.number(minimum));
    }
    return IntStream.range(0, bars())
        .mapToObj(bar -> Figures.number(barBegin(bar)) + " to " + Figures.number(barBegin(bar + 1)))
        .toList();
  }

  /**
   * Bounds between the quarters of the numbers: each belongs to the quarter below it. Fewer than
   * three where many numbers are the same.
   */
  List<Double> quarterBounds() {
    return Stream.of(lowerQuartile, median, upperQuartile)
        .distinct()
        .filter(bound -> bound < maximum)
        .toList();
  }
}
