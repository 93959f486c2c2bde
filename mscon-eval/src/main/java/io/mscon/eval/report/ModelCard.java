package io.mscon.eval.report;

import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Page;
import io.mscon.eval.probe.Interval;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.contents.Settings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What somebody must know who gets the model without having trained it (Mitchell et al. 2019,
 * "Model Cards for Model Reporting", arXiv 1810.03993).
 */
final class ModelCard {
  private static final String TEMPLATE = "model-card.md";
  private static final String METHOD = "method";
  private static final String NOT_STATED = "not stated";

  private final RunContents run;

  private ModelCard(RunContents run) {
    this.run = run;
  }

  static String of(RunContents run) {
    ModelCard card = new ModelCard(run);
    return Page.style(ModelCard.class, TEMPLATE)
        .replace("{name}", Markdown.line(run.name()))
        .replace("{approach}", card.approach())
        .replace("{model}", card.model())
        .replace("{data}", card.data())
        .replace("{method}", card.method())
        .replace("{results}", card.results())
        .replace("{licence}", NOT_STATED);
  }

  private String approach() {
    String method =
        run.configuration().hasPath(METHOD) ? run.configuration().getString(METHOD) : NOT_STATED;
    return switch (method) {
      case "mscon" -> "contrastive learning from several notions of similarity (arXiv 2307.02712)";
      case "supcon" -> "supervised contrastive learning (arXiv 2004.11362)";
      case "simclr" -> "contrastive learning without labels (arXiv 2002.05709)";
      case "cross-entropy" -> "classification of one label";
      case "multi-task-cross-entropy" -> "classification of several labels at once";
      default -> "the method " + Markdown.line(method);
    };
  }

  private String model() {
    return run.model()
        .map(
            model ->
                ("%s of width %s for pictures of %d × %d pixels, with %d features f(x).\n\n"
                        + "- weights_sha256: %s")
                    .formatted(
                        model.network().depth(),
                        model.network().width(),
                        model.network().imageSize(),
                        model.network().imageSize(),
                        model.network().featureSize(),
                        model.weightsSha256()))
        .orElse("There is no trained model in this folder.");
  }

  private String data() {
    return run.dataset().map(ModelCard::data).orElse(NOT_STATED);
  }

  private static String data(DatasetManifest dataset) {
    StringBuilder text = new StringBuilder();
    text.append("- content hash: ").append(dataset.contentHash()).append('\n');
    text.append("- corpus: ").append(Markdown.line(dataset.source()));
    text.append(" (").append(dataset.layout()).append(")\n");
    for (Split split : Split.values()) {
      DatasetManifest.SplitSummary summary = dataset.splits().get(split.label());
      long pictures = summary == null ? 0 : summary.pictures();
      text.append("- ").append(split.label()).append(": ");
      text.append(Figures.count(pictures)).append(" pictures\n");
    }
    text.append("- rejected: ").append(Figures.count(dataset.rejected())).append(" pictures\n");
    text.append("- labels: ");
    return text.append(
            dataset.labels().stream().map(ModelCard::label).collect(Collectors.joining(", ")))
        .toString();
  }

  private static String label(LabelSchema label) {
    return Markdown.line(label.name())
        + (label.vocabulary().isEmpty()
            ? " (numbers)"
            : " (" + Figures.count(label.vocabulary().size()) + " values)");
  }

  private String method() {
    StringBuilder text = new StringBuilder();
    text.append("- trained on: ");
    text.append(run.trainedLabels().stream().map(Markdown::line).collect(Collectors.joining(", ")));
    text.append('\n');
    Settings.of(run.configuration())
        .forEach(
            (key, value) ->
                text.append("- ")
                    .append(key)
                    .append(": ")
                    .append(Markdown.line(value))
                    .append('\n'));
    return text.append("- configuration.conf, SHA-256: ")
        .append(run.configurationText().isEmpty() ? NOT_STATED : run.configurationDigest())
        .toString();
  }

  private String results() {
    return run.probe()
        .filter(probe -> !probe.tasks().isEmpty())
        .map(this::results)
        .orElse("Not probed.");
  }

  private String results(ProbeReport probe) {
    TextTable table =
        new TextTable(
            2, "task", "domain", "test pictures", "top-1 %", "random encoder %", "majority %");
    probe.tasks().stream()
        .sorted(Comparator.comparing(TaskResult::domain))
        .forEach(
            task ->
                table.add(
                    Markdown.line(task.name()),
                    task.domain().label(),
                    Figures.count(task.testCount()),
                    cell(task, Measures::top1, task.top1()),
                    cell(task, Measures::randomEncoderTop1, task.randomEncoderTop1()),
                    cell(task, Measures::majorityTop1, task.majorityTop1())));
    return table.toString().strip();
  }

  private String cell(TaskResult task, Function<Measures, Interval> measure, double share) {
    Optional<Interval> interval = run.measures(task.name()).map(measure);
    String value = String.format(Locale.ROOT, "%.2f", 100 * share);
    return interval
        .map(
            found ->
                String.format(
                    Locale.ROOT, "%s [%.2f, %.2f]", value, 100 * found.low(), 100 * found.high()))
        .orElse(value);
  }
}
