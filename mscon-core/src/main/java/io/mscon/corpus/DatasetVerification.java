package io.mscon.corpus;

import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.SplitSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a prepared dataset against what a drawn corpus has: pictures and labels per split, and
 * every line of {@code rejects.jsonl}.
 */
public final class DatasetVerification {
  private final Expectation expected;
  private final DataConfiguration data;
  private final DatasetManifest manifest;
  private final List<String> differences = new ArrayList<>();

  private DatasetVerification(
      Expectation expected, DataConfiguration data, DatasetManifest manifest) {
    this.expected = expected;
    this.data = data;
    this.manifest = manifest;
  }

  /**
   * Compares.
   *
   * @param expected of the corpus
   * @param data the configuration that the dataset was prepared with
   * @param manifest of the dataset
   * @param rejects content of rejects.jsonl
   * @return a sentence for each difference; none if all is as expected
   */
  public static List<String> differences(
      Expectation expected, DataConfiguration data, DatasetManifest manifest, String rejects) {
    DatasetVerification verification = new DatasetVerification(expected, data, manifest);
    verification.compareCounts();
    RejectLines lines = RejectLines.parse(rejects);
    verification.differences.addAll(lines.differences(expected.rejects()));
    verification.compareRejectedLabels(lines.labels());
    return List.copyOf(verification.differences);
  }

  private void compareCounts() {
    same("rejected pictures", expected.rejected(), manifest.rejected());
    for (Map.Entry<String, Map<String, Map<String, Long>>> split : expected.cells().entrySet()) {
      SplitSummary found = found(split.getKey());
      same("pictures of split " + split.getKey(), pictures(split.getValue()), found.pictures());
      for (Label label : data.labels()) {
        compare(split.getKey(), label, split.getValue(), found);
      }
    }
    same("pictures", expected.accepted(), found(Expectation.ANY_SPLIT).pictures());
  }

  private static long pictures(Map<String, Map<String, Long>> columns) {
    return columns.values().iterator().next().values().stream().mapToLong(Long::longValue).sum();
  }

  private void compare(
      String split, Label label, Map<String, Map<String, Long>> columns, SplitSummary found) {
    Map<String, Long> cells = columns.get(label.column());
    String what = "label " + label.name() + " of split " + split;
    if (cells == null || !found.missing().containsKey(label.name())) {
      differences.add(what + ": expected " + cells + ", found nothing");
      return;
    }
    CellCounts counts = CellCounts.of(label, cells, rare(label), notNumbers(label));
    same(what + ", missing", counts.missing(), found.missing().get(label.name()));
    if (label.kind() != LabelKind.CONTINUOUS) {
      same(what, counts.values(), found.counts().get(label.name()));
    }
  }

  private Set<String> notNumbers(Label label) {
    return expected.notNumbers().getOrDefault(label.column(), Set.of());
  }

  /** Values that a label's minimum-count makes missing; it counts over all splits. */
  private Set<String> rare(Label label) {
    Map<String, Long> cells = new TreeMap<>();
    for (Map<String, Map<String, Long>> columns : expected.cells().values()) {
      columns.get(label.column()).forEach((cell, count) -> cells.merge(cell, count, Long::sum));
    }
    Map<String, Long> values = CellCounts.of(label, cells, Set.of(), notNumbers(label)).values();
    values.values().removeIf(count -> count >= label.minimumCount());
    return new TreeSet<>(values.keySet());
  }

  private void compareRejectedLabels(Map<String, Long> found) {
    Map<String, Long> counts = new TreeMap<>();
    for (Label label : data.labels()) {
      long rejected = label.kind() == LabelKind.CONTINUOUS ? rejectedCells(label) : 0;
      if (rejected > 0) {
        counts.put(label.name(), rejected);
      }
    }
    same("rejected labels", counts, found);
  }

  private long rejectedCells(Label label) {
    return expected.cells().values().stream()
        .map(columns -> columns.get(label.column()))
        .flatMap(cells -> cells.entrySet().stream())
        .filter(cell -> notNumbers(label).contains(cell.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private SplitSummary found(String split) {
    return split.equals(Expectation.ANY_SPLIT)
        ? SplitSums.of(manifest.splits().values())
        : manifest.splits().getOrDefault(split, SplitSums.of(List.of()));
  }

  private void same(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      differences.add(what + ": expected " + wanted + ", found " + found);
    }
  }
}
