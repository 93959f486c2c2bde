package io.mscon.spark.train;

import io.mscon.config.MetricConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.Bandwidth;
import io.mscon.data.MedianDifference;

/** The bandwidth of a continuous metric, as a number. */
final class KernelWidth {
  private KernelWidth() {}

  /**
   * Takes the number given, or the median of the training split.
   *
   * @param metric that asks for it
   * @param values of the training split, NaN where they are missing
   * @param problems is told if there is no median above 0
   */
  static double of(MetricConfiguration metric, double[] values, Problems problems) {
    if (metric.bandwidth() instanceof Bandwidth.Given given) {
      return given.value();
    }
    double median = MedianDifference.of(values);
    if (median > 0) {
      return median;
    }
    problems.add(
        "Invalid metrics: %s has bandwidth = median, but %s (set bandwidth to a number)",
        metric.name(),
        median == 0
            ? "the median difference of two training pictures' " + metric.label() + " is 0"
            : "fewer than two training pictures have the label " + metric.label());
    return 1;
  }
}
