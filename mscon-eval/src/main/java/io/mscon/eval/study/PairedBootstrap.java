package io.mscon.eval.study;

import io.mscon.eval.probe.Interval;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The difference of two groups' top-1 on the same test pictures, with a 95 % interval: the pictures
 * are resampled with replacement, both groups' answers to a picture together (paired bootstrap,
 * percentiles; Efron 1979). A group's answer is the mean over its seeds. The interval holds what
 * other test pictures would change, not what other seeds would.
 */
final class PairedBootstrap {
  private static final int RESAMPLES = 1000;
  private static final int LOW = 25;
  private static final int HIGH = RESAMPLES - 1 - LOW;

  private final double[] differences;

  /**
   * Pairs.
   *
   * @param group of whom the difference is
   * @param baseline from whom
   * @param task that both have answered
   * @throws IOException if they were not probed on the same pictures
   */
  PairedBootstrap(Group group, Group baseline, String task) throws IOException {
    List<String> ids = baseline.runs().get(0).answers().get(task).ids();
    differences = new double[ids.size()];
    add(group, task, ids, 1.0 / group.runs().size());
    add(baseline, task, ids, -1.0 / baseline.runs().size());
  }

  private void add(Group group, String task, List<String> ids, double weight) throws IOException {
    for (ComparedRun run : group.runs()) {
      Answers answers = run.answers().get(task);
      if (!answers.ids().equals(ids)) {
        throw new IOException(
            "Cannot compare "
                + run.location()
                + ": its test pictures of "
                + task
                + " are others than those of the first run");
      }
      for (int i = answers.right().nextSetBit(0); i >= 0; i = answers.right().nextSetBit(i + 1)) {
        differences[i] += weight;
      }
    }
  }

  /**
   * Draws the resamples.
   *
   * @param seed of the draws
   * @param task decides the stream, so that tasks don't depend on each other
   */
  Interval interval(long seed, String task) {
    RandomStream random =
        RandomStream.of(seed, RandomUse.PAIRED_BOOTSTRAP, RandomStream.coordinateOf(task));
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int draw = 0; draw < differences.length; draw++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / differences.length;
    }
    Arrays.sort(means);
    return new Interval(mean(), means[LOW], means[HIGH]);
  }

  private double mean() {
    return Arrays.stream(differences).sum() / differences.length;
  }
}
