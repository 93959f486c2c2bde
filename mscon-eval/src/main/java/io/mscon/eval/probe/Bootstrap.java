package io.mscon.eval.probe;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Resamples predictions with replacement, as many as there are, and keeps each one's counts. */
final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final int LOW = 25;
  private static final int HIGH = RESAMPLES - 1 - LOW;

  private final Tally whole;
  private final Tally[] resamples = new Tally[RESAMPLES];

  /**
   * Draws.
   *
   * @param samples what came of each test picture, at least one
   * @param classes how many there are
   * @param seed the run's
   * @param task decides the stream, so that tasks don't depend on each other
   */
  Bootstrap(Tally.Sample[] samples, int classes, long seed, String task) {
    whole = new Tally(classes);
    for (Tally.Sample sample : samples) {
      whole.add(sample);
    }
    RandomStream random =
        RandomStream.of(seed, RandomUse.BOOTSTRAP, RandomStream.coordinateOf(task));
    for (int i = 0; i < RESAMPLES; i++) {
      resamples[i] = new Tally(classes);
      for (int draw = 0; draw < samples.length; draw++) {
        resamples[i].add(samples[random.nextInt(samples.length)]);
      }
    }
  }

  Tally whole() {
    return whole;
  }

  Interval interval(ToDoubleFunction<Tally> measure) {
    double[] values = Arrays.stream(resamples).mapToDouble(measure).sorted().toArray();
    return new Interval(measure.applyAsDouble(whole), values[LOW], values[HIGH]);
  }
}
