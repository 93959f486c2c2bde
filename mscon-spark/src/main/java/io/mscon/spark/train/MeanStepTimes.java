package io.mscon.spark.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where the seconds of an average step went, over the second half of the steps: the first ones load
 * classes and compile.
 *
 * @param steps averaged
 * @param total seconds of a step
 * @param compute pictures, network, loss and optimiser
 * @param serialisation packing, unpacking, broadcasts, adding up gradients
 * @param waiting of the lanes for the slowest one
 * @param scheduling Spark's planning, launching and moving of tasks and results
 */
public record MeanStepTimes(
    int steps,
    double total,
    double compute,
    double serialisation,
    double waiting,
    double scheduling) {

  /** Seconds of everything but computing. */
  public double overhead() {
    return total - compute;
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "A step took %.3f s: compute %.3f, serialisation %.3f, waiting for the slowest lane %.3f,"
            + " scheduling %.3f (overhead %.1f %%, mean of the last %d steps)",
        total,
        compute,
        serialisation,
        waiting,
        scheduling,
        100 * overhead() / total,
        steps);
  }

  static Optional<MeanStepTimes> of(List<StepTimes> all) {
    List<StepTimes> later = all.subList(all.size() / 2, all.size());
    if (later.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MeanStepTimes(
            later.size(),
            mean(later, StepTimes::total),
            mean(later, StepTimes::compute),
            mean(later, StepTimes::serialisation),
            mean(later, StepTimes::waiting),
            mean(later, StepTimes::scheduling)));
  }

  private static double mean(List<StepTimes> steps, ToDoubleFunction<StepTimes> part) {
    return steps.stream().mapToDouble(part).average().orElseThrow();
  }
}
