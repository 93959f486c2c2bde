package io.mscon.eval.describe;

import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What stands out in a dataset, in sentences. */
final class Findings {
  private static final double MUCH_MISSING = 0.5;
  private static final double UNEVEN = 0.5;
  private static final int FEW = 2;
  private static final int NAMED = 5;

  private static final Map<Split, String> EMPTY =
      Map.of(
          Split.TRAIN, "there is nothing to learn from",
          Split.VALIDATION, "the probes have nothing to choose their regularisation on",
          Split.TEST, "there is nothing to measure accuracies on");

  private final DatasetDescription description;
  private final List<Finding> findings = new ArrayList<>();

  private Findings(DatasetDescription description) {
    this.description = description;
  }

  /** The findings, warnings first. */
  static List<Finding> of(DatasetDescription description) {
    Findings found = new Findings(description);
    found.splits();
    found.findings.addAll(Complement.findings(description));
    description.labels().forEach(found::label);
    found.rejects();
    return found.findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  private void splits() {
    for (Split split : Split.values()) {
      if (description.pictures().in(split) == 0) {
        findings.add(
            Finding.warning("The %s split is empty: %s.", split.label(), EMPTY.get(split)));
      }
    }
  }

  private void label(LabelDescription label) {
    if (label.present().total() == 0) {
      findings.add(about(label, "%s is missing everywhere.", what(label)));
      return;
    }
    missing(label);
    if (label.constant()) {
      findings.add(
          about(
              label,
              "%s is constant: every picture that has it says %s, so it tells nothing apart.",
              what(label),
              PlainText.name(label.values().get(0).value())));
    } else if (!label.continuous()) {
      uneven(label);
      values(label);
    }
  }

  private void missing(LabelDescription label) {
    double share = (double) label.missing().total() / description.pictures().total();
    if (share > MUCH_MISSING) {
      findings.add(
          Finding.note(
              "%s is missing on %s of the pictures.",
              what(label),
              Figures.percent(label.missing().total(), description.pictures().total())));
    }
  }

  private void uneven(LabelDescription label) {
    OptionalDouble evenness = label.evenness();
    if (evenness.isPresent() && evenness.getAsDouble() < UNEVEN) {
      ValueCount most = label.values().get(0);
      findings.add(
          Finding.note(
              "%s is very uneven: %s of the pictures that have it say %s (evenness %s).",
              what(label),
              Figures.percent(most.pictures().total(), label.present().total()),
              PlainText.name(most.value()),
              Figures.measure(evenness)));
    }
  }

  private void values(LabelDescription label) {
    List<String> unseen =
        label.values().stream()
            .filter(value -> value.pictures().train() == 0)
            .map(ValueCount::value)
            .toList();
    if (!unseen.isEmpty() && description.pictures().train() > 0) {
      findings.add(
          Finding.note(
              "%s has %s without a picture in the training split: %s.",
              what(label), counted(unseen.size()), some(unseen)));
    }
    if (label.metric()) {
      lonely(label);
    }
  }

  private void lonely(LabelDescription label) {
    List<String> lonely =
        label.values().stream()
            .filter(value -> value.pictures().train() == 1)
            .map(ValueCount::value)
            .toList();
    if (lonely.size() >= FEW) {
      findings.add(
          Finding.note(
              "%s has %s with one training picture each, whose only positives are its own views:"
                  + " %s.",
              what(label), counted(lonely.size()), some(lonely)));
    }
  }

  private void rejects() {
    Rejects rejects = description.rejects();
    if (rejects.pictures() > 0) {
      findings.add(
          Finding.note(
              "%s pictures of the corpus were rejected (%s); rejects.jsonl says why.",
              Figures.count(rejects.pictures()),
              Figures.percent(
                  rejects.pictures(), rejects.pictures() + description.pictures().total())));
    }
  }

  /** What spoils a metric spoils the training. */
  private static Finding about(LabelDescription label, String text, Object... values) {
    return label.metric() ? Finding.warning(text, values) : Finding.note(text, values);
  }

  private static String what(LabelDescription label) {
    return (label.metric() ? "The metric " : "The label ") + PlainText.name(label.name());
  }

  private static String counted(int values) {
    return values == 1 ? "1 value" : Figures.count(values) + " values";
  }

  private static String some(List<String> values) {
    String named =
        values.stream().limit(NAMED).map(PlainText::name).collect(Collectors.joining(", "));
    return values.size() > NAMED
        ? named + " and " + Figures.count(values.size() - NAMED) + " more"
        : named;
  }
}
