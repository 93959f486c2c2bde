package io.mscon.eval.probe;

import io.mscon.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label to probe.
 *
 * @param name its name
 * @param index its place in {@link LabelledSample#labels}
 * @param classes its values in the training split, sorted
 * @param counts training, validation and test samples that have it
 * @param majority the commonest value in the training split, the first of equals; empty if none
 * @param majorityTop1 the share of the test samples that have this value
 */
record ProbeTask(
    String name,
    int index,
    List<String> classes,
    Map<Split, Long> counts,
    String majority,
    double majorityTop1) {

  static ProbeTask of(String name, int index, List<LabelledSample> samples) {
    TreeMap<String, Long> values = values(samples, Split.TRAIN, index);
    String majority = "";
    for (Map.Entry<String, Long> value : values.entrySet()) {
      if (majority.isEmpty() || value.getValue() > values.get(majority)) {
        majority = value.getKey();
      }
    }
    TreeMap<String, Long> test = values(samples, Split.TEST, index);
    long right = test.getOrDefault(majority, 0L);
    Map<Split, Long> counts =
        Stream.of(Split.values())
            .collect(Collectors.toMap(split -> split, split -> sum(values(samples, split, index))));
    double share = counts.get(Split.TEST) == 0 ? 0 : (double) right / counts.get(Split.TEST);
    return new ProbeTask(name, index, List.copyOf(values.keySet()), counts, majority, share);
  }

  private static TreeMap<String, Long> values(
      List<LabelledSample> samples, Split split, int index) {
    return samples.stream()
        .filter(sample -> sample.isIn(split) && sample.labels()[index] != null)
        .collect(
            Collectors.groupingBy(
                sample -> sample.labels()[index], TreeMap::new, Collectors.counting()));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why this label can't be probed, if it can't. */
  Optional<SkippedTask> obstacle() {
    String reason = null;
    if (classes.size() < 2) {
      reason = "the training split has " + classes.size() + " of the at least 2 values needed";
    } else if (counts.get(Split.VALIDATION) == 0) {
      reason = "no picture of the validation split has this label to choose probe.regularisation";
    } else if (counts.get(Split.TEST) == 0) {
      reason = "no picture of the test split has this label";
    }
    return Optional.ofNullable(reason).map(text -> new SkippedTask(name, text));
  }
}
