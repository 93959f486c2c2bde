package io.mscon.eval.report.embedding;

import io.mscon.eval.page.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A label of the test pictures.
 *
 * @param name its name
 * @param values per picture, one or several; none if the picture lacks it
 * @param numbers per picture, NaN where it is missing; empty unless the label is continuous
 */
public record TestLabel(String name, List<Set<String>> values, double[] numbers) {
  private static final int QUARTERS = 4;

  /** A categorical or multi-valued label. */
  static TestLabel ofValues(String name, List<Set<String>> values) {
    return new TestLabel(name, values, new double[0]);
  }

  /** A continuous label, whose values are the quarters of its numbers. */
  static TestLabel ofNumbers(String name, double[] numbers) {
    double[] sorted = Arrays.stream(numbers).filter(Double::isFinite).sorted().toArray();
    TreeSet<Double> bounds = new TreeSet<>();
    for (int i = 1; i < QUARTERS && sorted.length > 0; i++) {
      bounds.add(sorted[i * sorted.length / QUARTERS]);
    }
    List<Set<String>> values = new ArrayList<>();
    for (double number : numbers) {
      values.add(Double.isFinite(number) ? Set.of(quarter(number, bounds)) : Set.of());
    }
    return new TestLabel(name, values, numbers);
  }

  private static String quarter(double number, TreeSet<Double> bounds) {
    Double low = bounds.floor(number);
    Double high = bounds.higher(number);
    if (low == null) {
      return high == null ? Figures.number(number) : "below " + Figures.number(high);
    }
    return high == null
        ? Figures.number(low) + " and more"
        : Figures.number(low) + " to " + Figures.number(high);
  }

  /**
   * Whether a picture has the label.
   *
   * @param picture its row
   */
  public boolean has(int picture) {
    return !values.get(picture).isEmpty();
  }

  /**
   * What to show for a picture.
   *
   * @param picture its row, which has the label
   */
  public String shown(int picture) {
    return numbers.length > 0
        ? Figures.number(numbers[picture])
        : String.join(", ", values.get(picture));
  }

  /**
   * What to count a picture as; sets of values are one group.
   *
   * @param picture its row, which has the label
   */
  public String group(int picture) {
    return String.join(", ", values.get(picture));
  }

  /**
   * Whether two pictures that have the label agree in it: they share a value, or their numbers are
   * in the same quarter.
   *
   * @param one a row
   * @param other a row
   */
  public boolean agree(int one, int other) {
    return values.get(one).stream().anyMatch(values.get(other)::contains);
  }

  /**
   * The groups with most pictures, the largest first, by name among equals.
   *
   * @param pictures rows to count
   */
  public List<String> groups(int[] pictures) {
    Map<String, Long> counts = new TreeMap<>();
    for (int picture : pictures) {
      if (has(picture)) {
        counts.merge(group(picture), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
