package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.SplitSummary;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Formats a {@link PrepareSummary}. */
final class SummaryTable {
  /** Values of a label with more of them are told by the most frequent ones. */
  private static final int SHOWN_VALUES = 12;

  private static final String NAME = "%-34.34s";
  private static final String NUMBER = "%12s";

  private final StringBuilder text = new StringBuilder();
  private final List<SplitSummary> splits;

  private SummaryTable(DatasetManifest manifest) {
    splits =
        List.of(Split.values()).stream()
            .map(split -> manifest.splits().get(split.label()))
            .toList();
  }

  static String of(PrepareSummary summary) {
    SummaryTable table = new SummaryTable(summary.manifest());
    table.work(summary);
    table.line("Dataset " + summary.location());
    table.line("Content " + summary.manifest().contentHash());
    table.header();
    table.row("pictures", SplitSummary::pictures);
    summary.manifest().labels().forEach(table::label);
    table.rejects(summary);
    return table.text.toString();
  }

  private void work(PrepareSummary summary) {
    if (summary.unchanged()) {
      line(
          String.format(
              Locale.ROOT,
              "Unchanged: %,d pictures, content hash %s",
              summary.pictures(),
              summary.manifest().contentHash()));
    }
    line(grouped(summary.decoded()) + " pictures were read and decoded, the others were known");
  }

  private void header() {
    text.append(String.format(NAME, ""));
    for (Split split : Split.values()) {
      text.append(String.format(NUMBER, split.label()));
    }
    text.append(String.format(NUMBER, "all")).append('\n');
  }

  private void row(String name, ToLongFunction<SplitSummary> count) {
    text.append(String.format(NAME, name));
    for (SplitSummary split : splits) {
      text.append(String.format(NUMBER, grouped(count.applyAsLong(split))));
    }
    text.append(String.format(NUMBER, grouped(total(count)))).append('\n');
  }

  private void label(LabelSchema label) {
    String name = label.name();
    if (label.kind() == LabelKind.CONTINUOUS) {
      row(name + " (numbers)", split -> split.pictures() - split.missing().get(name));
    } else {
      line(name + " (" + kind(label) + ", " + label.vocabulary().size() + " values)");
      values(label);
    }
    row("  (missing)", split -> split.missing().get(name));
  }

  private static String kind(LabelSchema label) {
    return label.kind() == LabelKind.CATEGORICAL ? "one of" : "some of";
  }

  private void values(LabelSchema label) {
    List<String> frequent =
        label.vocabulary().stream()
            .sorted(Comparator.comparingLong(value -> -total(count(label, value))))
            .limit(SHOWN_VALUES)
            .toList();
    frequent.forEach(value -> row("  " + value, count(label, value)));
    if (frequent.size() < label.vocabulary().size()) {
      line("  ... " + (label.vocabulary().size() - frequent.size()) + " more");
    }
  }

  private static ToLongFunction<SplitSummary> count(LabelSchema label, String value) {
    return split -> split.counts().get(label.name()).getOrDefault(value, 0L);
  }

  private void rejects(PrepareSummary summary) {
    line(
        "Rejected: "
            + grouped(summary.manifest().rejected())
            + " pictures, "
            + grouped(summary.rejectedLabels())
            + " labels of kept pictures");
    if (summary.keptDuplicates() > 0) {
      line(
          "Kept: "
              + grouped(summary.keptDuplicates())
              + " pictures with the bytes of another (data.duplicates says what to do)");
    }
    summary.firstRejects().forEach(reject -> line("  " + reject));
  }

  private long total(ToLongFunction<SplitSummary> count) {
    return splits.stream().mapToLong(count).sum();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
