package io.mscon.eval.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them. */
public final class Figures {
  /** Where there is no number to show. */
  public static final String NONE = "–";

  private static final int DIGITS = 4;

  private Figures() {}

  /**
   * A count, with thousands apart.
   *
   * @param count the number
   */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * A share of a whole in per cent; empty wholes have none.
   *
   * @param part what is counted
   * @param whole of which
   */
  public static String percent(long part, long whole) {
    return whole == 0 ? NONE : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /**
   * A measure from 0 to 1, if there is one.
   *
   * @param value of it
   */
  public static String measure(OptionalDouble value) {
    return value.isPresent() ? measure(value.getAsDouble()) : NONE;
  }

  /**
   * A measure from 0 to 1.
   *
   * @param value of it
   */
  public static String measure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * So many times as large.
   *
   * @param ratio if there is one
   */
  public static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%,.1f", ratio.getAsDouble()) : NONE;
  }

  /**
   * A number, to four digits.
   *
   * @param value the number
   */
  public static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 2 * DIGITS || rounded.scale() > 2 * DIGITS
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
