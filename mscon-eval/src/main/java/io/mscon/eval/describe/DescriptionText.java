package io.mscon.eval.describe;

import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.PlainText;
import io.mscon.eval.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A description for a terminal. */
final class DescriptionText {
  /** Values of a label with more of them are told by the most frequent ones. */
  private static final int VALUES = 12;

  private static final int REASONS = 12;
  private static final int LINES = 5;

  private final DatasetDescription description;
  private final StringBuilder text = new StringBuilder();

  private DescriptionText(DatasetDescription description) {
    this.description = description;
  }

  static String of(DatasetDescription description) {
    DescriptionText page = new DescriptionText(description);
    page.origin();
    page.labels();
    page.values();
    page.associations();
    page.rejects();
    page.findings();
    return page.text.toString();
  }

  private void origin() {
    line("Dataset " + PlainText.line(description.origin().location()));
    line("Content " + PlainText.line(description.origin().contentHash()));
    PerSplit pictures = description.pictures();
    StringBuilder counts = new StringBuilder(Figures.count(pictures.total()) + " pictures:");
    for (Split split : Split.values()) {
      counts.append(' ').append(split.label()).append(' ');
      counts.append(Figures.count(pictures.in(split)));
      counts.append(split == Split.TEST ? "" : ",");
    }
    line(counts.toString());
  }

  private void labels() {
    TextTable table =
        new TextTable(
            3, "label", "kind", "metric", "values", "missing", "largest : smallest", "evenness");
    for (LabelDescription label : description.labels()) {
      table.add(
          PlainText.name(label.name()),
          Kinds.name(label.kind()),
          label.metric() ? "yes" : "",
          label.continuous() ? Figures.NONE : Figures.count(label.values().size()),
          Figures.percent(label.missing().total(), description.pictures().total()),
          Figures.ratio(label.imbalance()),
          Figures.measure(label.evenness()));
    }
    table(table);
  }

  private void values() {
    List<String> head = new ArrayList<>(List.of("label", "value"));
    Arrays.stream(Split.values()).map(Split::label).forEach(head::add);
    head.add("all");
    TextTable table = new TextTable(2, head.toArray(String[]::new));
    for (LabelDescription label : description.labels()) {
      int shown = label.continuous() ? label.values().size() : VALUES;
      label.values().stream()
          .limit(shown)
          .forEach(value -> table.add(row(label, value.value(), value.pictures())));
      if (label.values().size() > shown) {
        table.add(rest(label, shown));
      }
      table.add(row(label, "(missing)", label.missing()));
    }
    table(table);
  }

  private static String[] rest(LabelDescription label, int shown) {
    String[] row = new String[2 + Split.values().length + 1];
    Arrays.fill(row, "");
    row[0] = PlainText.name(label.name());
    row[1] = "(" + Figures.count(label.values().size() - shown) + " more values)";
    return row;
  }

  private static String[] row(LabelDescription label, String value, PerSplit pictures) {
    return Stream.concat(
            Stream.of(PlainText.name(label.name()), PlainText.name(value)),
            Stream.concat(
                    Arrays.stream(Split.values()).map(pictures::in), Stream.of(pictures.total()))
                .map(Figures::count))
        .toArray(String[]::new);
  }

  private void associations() {
    List<String> names = description.compared();
    if (names.size() < 2) {
      return;
    }
    String[] head =
        Stream.concat(Stream.of("V"), names.stream().map(PlainText::name)).toArray(String[]::new);
    TextTable table = new TextTable(1, head);
    for (String name : names) {
      table.add(
          Stream.concat(
                  Stream.of(PlainText.name(name)),
                  names.stream().map(other -> strength(name, other)))
              .toArray(String[]::new));
    }
    table(table);
    line("V: Cramér's V, bias-corrected; 0 independent, 1 one label follows from the other.");
    line(Complement.sentence(description));
  }

  private String strength(String one, String other) {
    return one.equals(other) ? "" : Figures.measure(description.strength(one, other));
  }

  private void rejects() {
    Rejects rejects = description.rejects();
    line("");
    line(
        "Rejected: %s pictures; %s more lines of rejects.jsonl are about pictures that were kept"
            .formatted(
                Figures.count(rejects.pictures()),
                Figures.count(Math.max(0, rejects.lines() - rejects.pictures()))));
    rejects.reasons().stream()
        .limit(REASONS)
        .forEach(
            reason ->
                line("  " + Figures.count(reason.lines()) + "  " + PlainText.line(reason.kind())));
    if (!rejects.first().isEmpty()) {
      line("First lines of rejects.jsonl:");
    }
    rejects.first().stream()
        .limit(LINES)
        .forEach(
            reject ->
                line(
                    "  " + PlainText.line(reject.name()) + ": " + PlainText.line(reject.reason())));
  }

  private void findings() {
    line("");
    List<Finding> findings = Findings.of(description);
    if (findings.isEmpty()) {
      line("Nothing stands out.");
    }
    for (Finding finding : findings) {
      line(
          (finding.severity() == Finding.Severity.WARNING ? "Warning: " : "Note: ")
              + finding.text());
    }
  }

  private void table(TextTable table) {
    line("");
    text.append(table);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
