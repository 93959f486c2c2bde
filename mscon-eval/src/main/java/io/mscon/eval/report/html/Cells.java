package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.probe.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * Cells with figures. Every figure of the page stands in an attribute too, exactly and under a name
 * of its own, so that it can be held against what it was made of.
 *
 * @param html where they are written
 */
record Cells(Html html) {
  /** Names and values by turns, to be attributes of what shows the figure. */
  static String[] figure(String name, double value) {
    return new String[] {"data-figure", name, "data-value", exact(value)};
  }

  static String exact(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** To four digits; diverged trainings have numbers that are none. */
  static String rounded(double value) {
    return Double.isFinite(value) ? Figures.number(value) : Double.toString(value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  static String points(double share) {
    return String.format(Locale.ROOT, "%+.2f", 100 * share);
  }

  /** The head of a table: text in the first columns, then figures. */
  void head(int text, String... names) {
    html.open("thead").open("tr");
    for (int i = 0; i < names.length; i++) {
      if (i < text) {
        html.element("th", names[i], "scope", "col");
      } else {
        html.element("th", names[i], "scope", "col", "class", "n");
      }
    }
    html.close().close().newLine();
  }

  void number(String name, double value, String shown) {
    html.element("td", shown, "class", "n", "data-figure", name, "data-value", exact(value));
  }

  void nothing() {
    html.element("td", "–", "class", "n");
  }

  /** A share in per cent with its interval below. */
  void share(String name, Interval share, String remark) {
    html.open(
        "td",
        "class",
        "n",
        "data-figure",
        name,
        "data-value",
        exact(share.value()),
        "data-low",
        exact(share.low()),
        "data-high",
        exact(share.high()));
    html.text(remark.isEmpty() ? percent(share.value()) : remark);
    html.element(
        "small",
        remark.isEmpty()
            ? percent(share.low()) + " to " + percent(share.high())
            : points(share.low()) + " to " + points(share.high()));
    html.close();
  }

  /** The interval, or the bare share where no interval was made. */
  void share(String name, Optional<Interval> interval, double share) {
    if (interval.isPresent()) {
      share(name, interval.get(), "");
    } else {
      number(name, share, percent(share));
    }
  }
}
