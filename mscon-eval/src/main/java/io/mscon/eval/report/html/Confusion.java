package io.mscon.eval.report.html;

import io.mscon.eval.probe.Measures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix small enough to be looked at.
 *
 * @param names of the rows and columns
 * @param counts pictures, a list for each row
 * @param summedUp whether the last row and column sum up all rarer values
 */
record Confusion(List<String> names, List<List<Long>> counts, boolean summedUp) {
  /** Values that have a row of their own. */
  static final int SHOWN = 12;

  private static final String OTHERS = "others";

  /** The most frequent values of a task, and all others as one. */
  static Confusion of(Measures task) {
    int classes = task.classes().size();
    List<Integer> order =
        IntStream.range(0, classes)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer k) -> -task.classes().get(k).testCount())
                    .thenComparing(k -> k))
            .toList();
    int shown = Math.min(classes, SHOWN);
    List<String> names = new ArrayList<>();
    order.subList(0, shown).forEach(k -> names.add(task.classes().get(k).name()));
    if (classes > shown) {
      names.add(OTHERS);
    }
    return new Confusion(List.copyOf(names), counts(task, order, names.size()), classes > shown);
  }

  private static List<List<Long>> counts(Measures task, List<Integer> order, int size) {
    long[][] sums = new long[size][size];
    for (int row = 0; row < order.size(); row++) {
      List<Long> counts = task.confusion().get(order.get(row));
      for (int column = 0; column < order.size(); column++) {
        sums[Math.min(row, size - 1)][Math.min(column, size - 1)] += counts.get(order.get(column));
      }
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : sums) {
      rows.add(IntStream.range(0, size).mapToObj(i -> row[i]).toList());
    }
    return rows;
  }
}
