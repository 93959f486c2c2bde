package io.mscon.config;

import io.mscon.config.Section.Range;
import io.mscon.data.Bandwidth;
import io.mscon.data.LabelCorruption;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code metrics}. */
final class MetricsReader {
  private static final List<String> KEYS =
      List.of(
          "name", "label", "match", "bandwidth", "missing", "weight", "label-noise", "copy-share");

  private MetricsReader() {}

  /**
   * Reads them.
   *
   * @param root the whole configuration
   * @param missing what metrics do with missing labels that don't say so themselves
   * @param problems where to tell what is wrong
   */
  static List<MetricConfiguration> read(Section root, MissingLabels missing, Problems problems) {
    List<MetricConfiguration> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section entry : root.entries("metrics", "label", KEYS)) {
      MetricConfiguration metric = metric(entry, missing, problems);
      if (!names.add(metric.name())) {
        problems.add(
            "Invalid metrics: %s stands twice (remove one, or give it another name)",
            metric.name());
      }
      metrics.add(metric);
    }
    return metrics;
  }

  private static MetricConfiguration metric(
      Section entry, MissingLabels missing, Problems problems) {
    boolean named = entry.has("name");
    String label = named ? entry.text("label", entry.text("name")) : entry.text("label");
    return new MetricConfiguration(
        named ? entry.text("name") : label,
        label,
        entry.choice("match", SetMatch.class, SetMatch.ANY),
        bandwidth(entry),
        entry.choice("missing", MissingLabels.class, missing),
        entry.has("weight") ? entry.number("weight", Range.NOT_NEGATIVE) : 1,
        corruption(entry, problems));
  }

  private static Bandwidth bandwidth(Section entry) {
    if (!entry.has("bandwidth")) {
      return Bandwidth.UNIT;
    }
    return entry
        .numberOr("bandwidth", "median", Range.POSITIVE)
        .<Bandwidth>map(Bandwidth.Given::new)
        .orElseGet(Bandwidth.Median::new);
  }

  private static LabelCorruption corruption(Section entry, Problems problems) {
    double noise = entry.has("label-noise") ? entry.number("label-noise", Range.SHARE) : 0;
    double copyShare = entry.has("copy-share") ? entry.number("copy-share", Range.SHARE) : 1;
    if (noise > 0 && copyShare < 1) {
      problems.add(
          "Invalid %s: %s (must not stand beside copy-share; make two metrics of it)",
          entry.name("label-noise"), noise);
    }
    if (noise > 0) {
      return new LabelCorruption.Noise(noise);
    }
    return copyShare < 1 ? new LabelCorruption.PartialCopy(copyShare) : LabelCorruption.NONE;
  }
}
