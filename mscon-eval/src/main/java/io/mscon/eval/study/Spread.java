package io.mscon.eval.study;

import java.util.Collection;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure over the seeds of a group.
 *
 * @param mean over the seeds
 * @param deviation standard deviation, n - 1 in the denominator; empty for one seed
 * @param count how many seeds
 */
record Spread(double mean, OptionalDouble deviation, int count) {

  /**
   * Of some values.
   *
   * @param values one for each seed, at least one
   */
  static Spread of(Collection<Double> values) {
    SummaryStatistics statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    return new Spread(
        statistics.getMean(),
        values.size() > 1
            ? OptionalDouble.of(statistics.getStandardDeviation())
            : OptionalDouble.empty(),
        values.size());
  }
}
