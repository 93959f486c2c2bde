package io.mscon.eval.describe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them. */
final class Figures {
  /** Where there is no number to show. */
  static final String NONE = "–";

  private static final int DIGITS = 4;

  private Figures() {}

  /** A count, with thousands apart. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A share of a whole in per cent; empty wholes have none. */
  static String percent(long part, long whole) {
    return whole == 0 ? NONE : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** A measure from 0 to 1. */
  static String measure(OptionalDouble value) {
    return value.isPresent() ? measure(value.getAsDouble()) : NONE;
  }

  static String measure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** So many times as large. */
  static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%,.1f", ratio.getAsDouble()) : NONE;
  }

  /** A number of a continuous label. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 2 * DIGITS || rounded.scale() > 2 * DIGITS
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
