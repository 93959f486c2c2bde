package io.mscon.eval.probe;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A task and the training labels that a probe of it may see.
 *
 * @param task the task
 * @param labelShare share of the training labels, above 0, at most 1
 * @param labels [training samples in order of id] class, -1 where it is missing or not to be seen
 */
record LabelledTask(ProbeTask task, double labelShare, int[] labels) {

  /**
   * A task with all of its labels.
   *
   * @param training samples of the training split, in order of id
   */
  static LabelledTask of(ProbeTask task, List<LabelledSample> training) {
    Map<String, Integer> numbers = new HashMap<>();
    task.classes().forEach(name -> numbers.put(name, numbers.size()));
    int[] labels =
        training.stream()
            .map(sample -> sample.labels()[task.index()])
            .mapToInt(label -> label == null ? -1 : numbers.get(label))
            .toArray();
    return new LabelledTask(task, 1, labels);
  }

  /**
   * The task with a share of these labels: of the samples that have one, those that come first in
   * an order that only the seed, the task's name and their ids decide, at least one. So every
   * encoder is probed on the same samples, and a smaller share is part of a larger one.
   *
   * @param share above 0, at most 1
   * @param training as these labels are of
   * @param seed of the run
   */
  LabelledTask share(double share, List<LabelledSample> training, long seed) {
    List<Integer> labelled = new ArrayList<>();
    long[] places = new long[labels.length];
    long coordinate = RandomStream.coordinateOf(task.name());
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        labelled.add(i);
        long id = RandomStream.coordinateOf(training.get(i).id());
        places[i] = RandomStream.of(seed, RandomUse.LABEL_SHARE, coordinate, id).nextLong();
      }
    }
    labelled.sort(
        Comparator.<Integer>comparingLong(i -> places[i]).thenComparing(Comparator.naturalOrder()));
    int[] seen = new int[labels.length];
    Arrays.fill(seen, -1);
    labelled.stream()
        .limit(Math.max(1, Math.round(share * labelled.size())))
        .forEach(i -> seen[i] = labels[i]);
    return new LabelledTask(task, share, seen);
  }

  /** Training samples whose label is seen. */
  long count() {
    return Arrays.stream(labels).filter(label -> label >= 0).count();
  }
}
