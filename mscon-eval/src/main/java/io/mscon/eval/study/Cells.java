package io.mscon.eval.study;

import io.mscon.eval.page.Figures;
import io.mscon.eval.probe.Interval;
import io.mscon.eval.study.Quantity.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures as the tables have them. */
final class Cells {
  private Cells() {}

  /** Mean and standard deviation over the seeds. */
  static String spread(Quantity quantity, int group) {
    return quantity
        .spreads()
        .get(group)
        .map(spread -> spread(quantity.kind(), spread))
        .orElse(Figures.NONE);
  }

  private static String spread(Kind kind, Spread spread) {
    String mean = number(kind, spread.mean());
    return spread.deviation().isPresent()
        ? mean + " ± " + number(kind, spread.deviation().getAsDouble())
        : mean;
  }

  private static String number(Kind kind, double value) {
    return String.format(Locale.ROOT, "%." + kind.digits() + "f", kind.scale() * value);
  }

  /** A difference in points with its interval. */
  static String difference(Optional<Interval> difference) {
    return difference
        .map(
            points ->
                String.format(
                    Locale.ROOT,
                    "%+.2f [%+.2f, %+.2f]",
                    100 * points.value(),
                    100 * points.low(),
                    100 * points.high()))
        .orElse(Figures.NONE);
  }

  /** The key of the axis without its section. */
  static String shortKey(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** The columns that name a group: its series, its place if there is an axis, its seeds. */
  static List<String> head(Comparison comparison) {
    return comparison.against().isEmpty()
        ? List.of("run", "n")
        : List.of("run", shortKey(comparison.against()), "n");
  }

  /** A group's cells below {@link #head}. */
  static List<String> name(Comparison comparison, Group group) {
    String count = Integer.toString(group.runs().size());
    return comparison.against().isEmpty()
        ? List.of(group.series(), count)
        : List.of(group.series(), group.place(), count);
  }
}
