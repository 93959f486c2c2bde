package io.mscon.eval.report;

import io.mscon.eval.probe.FlippedLabels;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.SkippedTask;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.report.contents.RunContents;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table for people, in Markdown that reads well as plain text too. */
final class TextReport {
  private static final List<String> FACTS =
      List.of(
          "weights_sha256", "steps", "epochs", "pictures", "loss", "seconds", "images_per_second");

  private static final String NOT_PROBED = "\nNot probed (run mscon probe).\n";

  private TextReport() {}

  static String of(RunContents run) {
    StringBuilder text = new StringBuilder("# " + run.location() + "\n\n");
    for (String fact : FACTS) {
      if (run.result().hasNonNull(fact)) {
        text.append("- ").append(fact.replace('_', ' ')).append(": ");
        text.append(run.result().get(fact).asText()).append('\n');
      }
    }
    run.probe().ifPresentOrElse(probe -> append(text, run, probe), () -> text.append(NOT_PROBED));
    return text.toString();
  }

  private static void append(StringBuilder text, RunContents run, ProbeReport probe) {
    text.append("- dataset: ").append(probe.datasetContentHash()).append('\n');
    text.append("- probed weights: ").append(probe.weightsSha256()).append("\n\n");
    text.append(table(probe.tasks()));
    if (!run.measures().isEmpty()) {
      text.append('\n').append(MeasuresTable.of(run.measures()));
    }
    if (run.transfer().isPresent()) {
      text.append('\n').append(TransferTable.of(run.transfer().get()));
    }
    if (!run.flipped().isEmpty()) {
      text.append('\n').append(flipped(run.flipped()));
    }
    for (SkippedTask skipped : probe.skipped()) {
      text.append("\nNot probed: ").append(skipped.name()).append(" (").append(skipped.reason());
      text.append(").\n");
    }
  }

  private static String table(List<TaskResult> tasks) {
    TextTable table =
        new TextTable(
            2,
            "task",
            "domain",
            "classes",
            "test pictures",
            "top-1 %",
            "majority %",
            "random encoder %",
            "gain");
    tasks.stream()
        // Sorting is stable: within a domain, tasks keep their order.
        .sorted(Comparator.comparing(TaskResult::domain))
        .forEach(task -> table.add(cells(task)));
    if (!tasks.isEmpty()) {
      table.add(
          "mean",
          "",
          "",
          "",
          percent(mean(tasks, TaskResult::top1)),
          percent(mean(tasks, TaskResult::majorityTop1)),
          percent(mean(tasks, TaskResult::randomEncoderTop1)),
          gain(mean(tasks, TaskResult::top1) - mean(tasks, TaskResult::randomEncoderTop1)));
    }
    return table.toString()
        + "\nDomain in: the encoder was trained on this label. Gain: points of top-1 above the"
        + " random encoder.\n";
  }

  private static String flipped(List<FlippedLabels> metrics) {
    TextTable table =
        new TextTable(
            1, "label noise", "pictures", "flipped", "area under ROC", "mean u flipped", "others");
    metrics.forEach(
        metric ->
            table.add(
                metric.metric(),
                Long.toString(metric.pictures()),
                Long.toString(metric.flipped()),
                metric.area(),
                metric.flippedShown(),
                metric.othersShown()));
    return table
        + "\nWhether the log-variance u of the training pictures tells the flipped labels: 0.5 is"
        + " chance, 1 all of them before all others.\n";
  }

  private static String[] cells(TaskResult task) {
    return new String[] {
      task.name(),
      task.domain().label(),
      Integer.toString(task.classes()),
      Long.toString(task.testCount()),
      percent(task.top1()),
      percent(task.majorityTop1()),
      percent(task.randomEncoderTop1()),
      gain(task.top1() - task.randomEncoderTop1())
    };
  }

  private static double mean(List<TaskResult> tasks, ToDoubleFunction<TaskResult> value) {
    return tasks.stream().mapToDouble(value).average().orElse(0);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static String gain(double share) {
    return String.format(Locale.ROOT, "%+.2f", 100 * share);
  }
}
