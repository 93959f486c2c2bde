package io.mscon.spark.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heights as UT-Zap50K writes them: "1in - 1 3/4in", "Flat", "Under 1in", "5in &amp; over". */
final class HeelHeight {
  private static final String INCHES = "(\\d+(?:\\.\\d+)?)?\\s*(?:(\\d+)/(\\d+))?\\s*in";
  private static final Pattern ONE = Pattern.compile(INCHES);
  private static final Pattern RANGE = Pattern.compile("(.+?)\\s*-\\s*(.+)");
  private static final Pattern UNDER = Pattern.compile("Under\\s+(.+)");
  private static final Pattern OVER = Pattern.compile("(.+?)\\s*(?:&|and)\\s+(?:over|up)");

  private HeelHeight() {}

  /**
   * The cell of a continuous label: inches; of several heights the mean. A text that says no height
   * stays as it is, so that the label is rejected with it.
   */
  static String cell(String text) {
    if (text == null) {
      return null;
    }
    List<OptionalDouble> heights =
        Arrays.stream(text.split(";"))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(HeelHeight::inches)
            .toList();
    if (heights.isEmpty() || heights.stream().anyMatch(OptionalDouble::isEmpty)) {
      return text;
    }
    return Double.toString(
        heights.stream().mapToDouble(OptionalDouble::getAsDouble).average().orElseThrow());
  }

  /** The middle of a range, half of an upper bound, a lower bound itself. */
  private static OptionalDouble inches(String text) {
    if (text.equals("Flat")) {
      return OptionalDouble.of(0);
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return middle(one(range.group(1)), one(range.group(2)));
    }
    Matcher under = UNDER.matcher(text);
    if (under.matches()) {
      return middle(OptionalDouble.of(0), one(under.group(1)));
    }
    Matcher over = OVER.matcher(text);
    return one(over.matches() ? over.group(1) : text);
  }

  private static OptionalDouble middle(OptionalDouble low, OptionalDouble high) {
    return low.isPresent() && high.isPresent()
        ? OptionalDouble.of((low.getAsDouble() + high.getAsDouble()) / 2)
        : OptionalDouble.empty();
  }

  private static OptionalDouble one(String text) {
    Matcher inches = ONE.matcher(text);
    if (!inches.matches() || inches.group(1) == null && inches.group(2) == null) {
      return OptionalDouble.empty();
    }
    double whole = inches.group(1) == null ? 0 : Double.parseDouble(inches.group(1));
    double part =
        inches.group(2) == null
            ? 0
            : Double.parseDouble(inches.group(2)) / Double.parseDouble(inches.group(3));
    return Double.isFinite(part) ? OptionalDouble.of(whole + part) : OptionalDouble.empty();
  }
}
