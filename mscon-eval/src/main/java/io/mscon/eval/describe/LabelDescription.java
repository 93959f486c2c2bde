package io.mscon.eval.describe;

import io.mscon.config.DataConfiguration.LabelKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A label.
 *
 * @param name its name
 * @param kind what its values are
 * @param metric whether the configuration trains on it
 * @param missing pictures that lack it
 * @param present pictures that have it
 * @param values its values, the most frequent first; of a continuous label the ranges of a
 *     histogram, from low to high
 * @param numbers of a continuous label that any picture has
 */
record LabelDescription(
    String name,
    LabelKind kind,
    boolean metric,
    PerSplit missing,
    PerSplit present,
    List<ValueCount> values,
    Optional<NumberSummary> numbers) {

  boolean continuous() {
    return kind == LabelKind.CONTINUOUS;
  }

  /** Whether every picture that has it says the same. */
  boolean constant() {
    return continuous()
        ? numbers.isPresent() && numbers.get().minimum() == numbers.get().maximum()
        : values.size() == 1 && values.get(0).pictures().total() == present.total();
  }

  /** Pictures of the most frequent value over pictures of the rarest one. */
  OptionalDouble imbalance() {
    return continuous() || values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (double) values.get(0).pictures().total()
                / values.get(values.size() - 1).pictures().total());
  }

  /**
   * Entropy of the values' frequencies over the logarithm of how many they are: 1 if all are
   * equally frequent, near 0 if almost all pictures have the same.
   */
  OptionalDouble evenness() {
    if (continuous() || values.size() < 2) {
      return OptionalDouble.empty();
    }
    double all = values.stream().mapToLong(value -> value.pictures().total()).sum();
    double entropy =
        values.stream()
            .mapToDouble(value -> value.pictures().total() / all)
            .map(share -> -share * Math.log(share))
            .sum();
    return OptionalDouble.of(entropy / Math.log(values.size()));
  }
}
