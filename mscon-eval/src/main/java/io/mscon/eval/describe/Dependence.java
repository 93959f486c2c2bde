package io.mscon.eval.describe;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How much two labels say about each other, from 0 to 1. For labels with one value a picture it is
 * {@linkplain CramersV Cramér's V}.
 *
 * <p>A label with several values a picture is taken value by value, each as something that a
 * picture has or has not. For each value V is taken with the other label (if that has several
 * values too, with the one of them that fits best), then the average over the values, weighted by
 * their pictures. It is done from both sides, and the larger result counts: as with V itself it is
 * enough that one label follows from the other.
 */
final class Dependence {
  private Dependence() {}

  /**
   * The dependence; nothing if one of the labels is constant where both are known, or if there are
   * too few pictures to tell.
   *
   * @param counts how often their values meet
   * @param firstIsSet whether pictures can have several values of the first label
   * @param secondIsSet likewise of the second
   */
  static OptionalDouble between(PairCounts counts, boolean firstIsSet, boolean secondIsSet) {
    if (!firstIsSet && !secondIsSet) {
      return CramersV.of(counts);
    }
    return larger(following(counts, secondIsSet), following(counts.swapped(), firstIsSet));
  }

  private static OptionalDouble larger(OptionalDouble one, OptionalDouble other) {
    return DoubleStream.concat(one.stream(), other.stream()).max();
  }

  /** How well having the first label's values follows from the second label. */
  private static OptionalDouble following(PairCounts counts, boolean fromSet) {
    double sum = 0;
    double weights = 0;
    for (Map.Entry<String, Long> value : counts.first().entrySet()) {
      OptionalDouble one =
          fromSet ? best(value.getKey(), counts) : CramersV.ofHaving(value.getKey(), counts);
      if (one.isPresent()) {
        sum += value.getValue() * one.getAsDouble();
        weights += value.getValue();
      }
    }
    return weights > 0 ? OptionalDouble.of(sum / weights) : OptionalDouble.empty();
  }

  private static OptionalDouble best(String value, PairCounts counts) {
    return counts.second().keySet().stream()
        .map(other -> CramersV.ofHaving(value, other, counts))
        .flatMapToDouble(OptionalDouble::stream)
        .max();
  }
}
