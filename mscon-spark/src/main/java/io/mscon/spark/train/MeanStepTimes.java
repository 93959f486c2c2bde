package io.mscon.spark.train;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the seconds of an average step went, the first steps left out: they load classes and
 * compile.
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
            + " scheduling %.3f (overhead %.1f %%, mean of %d steps)",
        total,
        compute,
        serialisation,
        waiting,
        scheduling,
        100 * overhead() / total,
        steps);
  }

  /** Adds up steps. */
  static final class Builder {
    /** Classes are loaded and compiled in these. */
    private static final int WARM_UP = 3;

    private int seen;
    private int steps;
    private double total;
    private double compute;
    private double serialisation;
    private double waiting;
    private double scheduling;

    void add(StepTimes times) {
      seen++;
      if (seen <= WARM_UP) {
        return;
      }
      steps++;
      total += times.total();
      compute += times.compute();
      serialisation += times.serialisation();
      waiting += times.waiting();
      scheduling += times.scheduling();
    }

    Optional<MeanStepTimes> build() {
      return steps == 0
          ? Optional.empty()
          : Optional.of(
              new MeanStepTimes(
                  steps,
                  total / steps,
                  compute / steps,
                  serialisation / steps,
                  waiting / steps,
                  scheduling / steps));
    }
  }
}
