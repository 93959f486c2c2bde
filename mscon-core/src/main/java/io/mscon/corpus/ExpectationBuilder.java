package io.mscon.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects an {@link Expectation}. */
final class ExpectationBuilder {
  private final Map<String, Map<String, Map<String, Long>>> cells = new TreeMap<>();
  private final Map<String, Set<String>> notNumbers = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<ExpectedReject> rejects = new ArrayList<>();
  private long accepted;

  /** A picture of the dataset with its cells by column. */
  void accept(String split, Map<String, String> row) {
    accepted++;
    Map<String, Map<String, Long>> columns = cells.computeIfAbsent(split, key -> new TreeMap<>());
    row.forEach(
        (column, cell) ->
            columns.computeIfAbsent(column, key -> new TreeMap<>()).merge(cell, 1L, Long::sum));
  }

  void reject(String image, String id, String reason) {
    reject(image, id, reason, reason);
  }

  /** With a name for the reasons that differ from entry to entry. */
  void reject(String image, String id, String reason, String kind) {
    rejects.add(new ExpectedReject(image, id, reason));
    reasons.merge(kind, 1L, Long::sum);
  }

  void notNumber(String column, String cell) {
    notNumbers.computeIfAbsent(column, key -> new TreeSet<>()).add(cell);
  }

  Expectation build() {
    return new Expectation(accepted, rejects.size(), reasons, cells, notNumbers, rejects);
  }
}
