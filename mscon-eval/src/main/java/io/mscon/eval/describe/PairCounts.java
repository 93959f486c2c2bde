package io.mscon.eval.describe;

import java.util.HashMap;
import java.util.Map;

/**
 * How often values of two labels meet, over the pictures that have both labels. A picture with
 * several values counts for each of them.
 *
 * @param pictures that have both labels
 * @param first per value of the first label: pictures that have it
 * @param second per value of the second label
 * @param both per value of the first label and value of the second: pictures that have both; pairs
 *     that never meet are left out
 */
record PairCounts(
    long pictures,
    Map<String, Long> first,
    Map<String, Long> second,
    Map<String, Map<String, Long>> both) {

  long both(String value, String other) {
    return both.getOrDefault(value, Map.of()).getOrDefault(other, 0L);
  }

  /** The same with the labels in the other order. */
  PairCounts swapped() {
    Map<String, Map<String, Long>> swapped = new HashMap<>();
    both.forEach(
        (value, others) ->
            others.forEach(
                (other, count) ->
                    swapped.computeIfAbsent(other, key -> new HashMap<>()).put(value, count)));
    return new PairCounts(pictures, second, first, swapped);
  }
}
