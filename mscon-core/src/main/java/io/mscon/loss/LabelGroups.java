package io.mscon.loss;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of a batch in groups of equal labels: w_ij depends on the groups of i and j alone, so
 * every sum over positives is a sum over groups. Under per-value matching a group is a value, and a
 * sample stands in as many groups as it has values; otherwise it stands in one at most.
 */
final class LabelGroups {
  private static final int[] NO_GROUP = {};

  private final int[][] memberships;
  private final boolean[] candidates;
  private final List<Object> labels = new ArrayList<>();
  private final Map<Object, Integer> groups = new HashMap<>();
  private final Metric metric;

  private LabelGroups(Metric metric, int samples) {
    this.metric = metric;
    this.memberships = new int[samples][];
    this.candidates = new boolean[samples];
  }

  static LabelGroups of(Metric metric, BatchLabels batch, MissingLabels policy) {
    LabelGroups result = new LabelGroups(metric, batch.size());
    for (int sample = 0; sample < batch.size(); sample++) {
      Object label = label(batch, sample);
      result.candidates[sample] = label != null || policy != MissingLabels.EXCLUDE;
      result.memberships[sample] = result.groupsOf(label, sample, policy);
    }
    return result;
  }

  /** Groups of each sample; none for a sample that is no anchor. */
  int[][] memberships() {
    return memberships;
  }

  /** Whether a sample stands in the others' denominators. */
  boolean candidate(int sample) {
    return candidates[sample];
  }

  int size() {
    return labels.size();
  }

  /** w between a member of one group and a member of another, or of the same. */
  double similarity(int group, int other) {
    Object label = labels.get(group);
    Object compared = labels.get(other);
    if (label instanceof OwnViews || compared instanceof OwnViews || !weighted()) {
      return label.equals(compared) ? 1 : 0;
    }
    if (metric instanceof Metric.Continuous continuous) {
      double distance = ((Double) label - (Double) compared) / continuous.bandwidth();
      return Math.exp(-0.5 * distance * distance);
    }
    int shared = shared((ValueSet) label, (ValueSet) compared);
    if (((Metric.MultiValued) metric).match() == SetMatch.ANY) {
      return shared > 0 ? 1 : 0;
    }
    int union = ((ValueSet) label).size() + ((ValueSet) compared).size() - shared;
    return union == 0 ? 0 : (double) shared / union;
  }

  /** Whether members of different groups can be similar. */
  boolean weighted() {
    return metric instanceof Metric.Continuous
        || (metric instanceof Metric.MultiValued sets && sets.match() != SetMatch.PER_VALUE);
  }

  private int[] groupsOf(Object label, int sample, MissingLabels policy) {
    if (label == null) {
      boolean self = policy == MissingLabels.SELF;
      return self ? new int[] {group(new OwnViews(sample))} : NO_GROUP;
    }
    if (metric instanceof Metric.MultiValued sets && sets.match() == SetMatch.PER_VALUE) {
      return Arrays.stream(((ValueSet) label).values()).map(this::group).toArray();
    }
    return new int[] {group(label)};
  }

  private int group(Object label) {
    Integer known = groups.get(label);
    if (known == null) {
      known = labels.size();
      groups.put(label, known);
      labels.add(label);
    }
    return known;
  }

  private static Object label(BatchLabels batch, int sample) {
    if (batch instanceof BatchLabels.Classes classes) {
      return classes.classes()[sample] < 0 ? null : (Object) classes.classes()[sample];
    }
    if (batch instanceof BatchLabels.ValueSets sets) {
      int[] values = sets.values()[sample];
      return values == null ? null : ValueSet.of(values);
    }
    double number = ((BatchLabels.Numbers) batch).numbers()[sample];
    return Double.isNaN(number) ? null : (Object) number;
  }

  private static int shared(ValueSet one, ValueSet other) {
    int shared = 0;
    for (int value : one.values()) {
      shared += Arrays.binarySearch(other.values(), value) >= 0 ? 1 : 0;
    }
    return shared;
  }

  /** Label of a sample that has none and is similar to its own other views only. */
  private record OwnViews(int sample) {}

  /** Distinct values, sorted. */
  private record ValueSet(int[] values) {
    static ValueSet of(int[] values) {
      return new ValueSet(Arrays.stream(values).sorted().distinct().toArray());
    }

    int size() {
      return values.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ValueSet that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }
}
