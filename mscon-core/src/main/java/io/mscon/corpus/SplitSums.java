package io.mscon.corpus;

import io.mscon.data.DatasetManifest.SplitSummary;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what splits hold. */
final class SplitSums {
  private SplitSums() {}

  static SplitSummary of(Collection<SplitSummary> splits) {
    long pictures = 0;
    Map<String, Long> missing = new TreeMap<>();
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (SplitSummary split : splits) {
      pictures += split.pictures();
      add(split.missing(), missing);
      split
          .counts()
          .forEach(
              (label, values) ->
                  add(values, counts.computeIfAbsent(label, key -> new TreeMap<>())));
    }
    return new SplitSummary(pictures, missing, counts);
  }

  private static void add(Map<String, Long> counts, Map<String, Long> sums) {
    counts.forEach((key, count) -> sums.merge(key, count, Long::sum));
  }
}
