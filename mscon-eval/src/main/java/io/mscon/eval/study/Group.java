package io.mscon.eval.study;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Runs that differ in their seeds only.
 *
 * @param series what they are called
 * @param place their value of the setting that figures are plotted against, or ""
 * @param runs at least one
 */
record Group(String series, String place, List<ComparedRun> runs) {

  /** The name in tables. */
  String name() {
    return place.isEmpty() ? series : series + ", " + place;
  }

  /** The place as a number, if it is one. */
  OptionalDouble number() {
    try {
      return OptionalDouble.of(Double.parseDouble(place));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * A figure over the seeds.
   *
   * @param figure of a run; null if it has none
   * @return empty if a run has none: a mean over some of the seeds would pass for one over all
   */
  Optional<Spread> spread(Function<ComparedRun, Double> figure) {
    List<Double> values = runs.stream().map(figure).filter(Objects::nonNull).toList();
    return values.size() < runs.size() ? Optional.empty() : Optional.of(Spread.of(values));
  }
}
