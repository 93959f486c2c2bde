package io.mscon.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.SkippedTask;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.probe.TransferResult;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table for people, in Markdown that reads well as plain text too. */
public final class Report {
  private static final List<String> FACTS =
      List.of(
          "weights_sha256", "steps", "epochs", "pictures", "loss", "seconds", "images_per_second");

  private Report() {}

  /**
   * Writes {@link RunFiles#REPORT}.
   *
   * @param run the run's folder, which has been probed
   * @return the text
   * @throws IOException if the run has not been probed, or reading or writing fails
   */
  public static String write(Storage run) throws IOException {
    StringBuilder text = new StringBuilder("# " + run.location() + "\n\n");
    ProbeReport probe = probe(run);
    appendFacts(text, run);
    text.append("- dataset: ").append(probe.datasetContentHash()).append('\n');
    text.append("- probed weights: ").append(probe.weightsSha256()).append("\n\n");
    text.append(table(probe.tasks()));
    // Runs that were probed by earlier versions have none.
    if (run.exists(RunFiles.MEASURES)) {
      text.append('\n').append(MeasuresTable.of(Measures.read(run)));
    }
    if (run.exists(RunFiles.TRANSFER)) {
      text.append('\n').append(TransferTable.of(TransferResult.read(run)));
    }
    for (SkippedTask skipped : probe.skipped()) {
      text.append("\nNot probed: ").append(skipped.name()).append(" (").append(skipped.reason());
      text.append(").\n");
    }
    run.writeText(RunFiles.REPORT, text.toString());
    return text.toString();
  }

  private static ProbeReport probe(Storage run) throws IOException {
    try {
      return ProbeReport.read(run);
    } catch (FileNotFoundException e) {
      throw new IOException(
          "Cannot report on "
              + run.location()
              + ": there is no "
              + RunFiles.PROBE
              + " (run mscon probe)",
          e);
    }
  }

  private static void appendFacts(StringBuilder text, Storage run) throws IOException {
    if (!run.exists(RunFiles.RESULT)) {
      return;
    }
    JsonNode result = new ObjectMapper().readTree(run.read(RunFiles.RESULT));
    for (String fact : FACTS) {
      if (result.hasNonNull(fact)) {
        text.append("- ").append(fact.replace('_', ' ')).append(": ");
        text.append(result.get(fact).asText()).append('\n');
      }
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
