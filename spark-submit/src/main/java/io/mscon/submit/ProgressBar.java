package io.mscon.submit;

import io.mscon.run.StepReport;
import io.mscon.spark.prepare.PrepareProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows progress: one line an epoch, or a stage of a preparation, redrawn at every step, or plain
 * lines where there is no terminal.
 */
final class ProgressBar implements Progress {
  private static final int PLAIN_EVERY = 10;
  private static final int SHORTEST_BAR = 4;
  private static final int LONGEST_BAR = 30;

  private final Terminal terminal;
  private final PrintWriter out;
  private int drawn;
  private int tens;

  private ProgressBar(Terminal terminal, PrintWriter out) {
    this.terminal = terminal;
    this.out = out;
  }

  /**
   * Makes a display.
   *
   * @param terminal what it is shown on
   * @param out where it is written
   */
  static ProgressBar of(Terminal terminal, PrintWriter out) {
    return new ProgressBar(terminal, out);
  }

  @Override
  public void accept(StepReport report) {
    boolean epochEnd = report.step() == report.stepsInEpoch();
    if (terminal.interactive()) {
      redraw(line(report, terminal.columns()), epochEnd);
    } else if (epochEnd || report.step() % PLAIN_EVERY == 0) {
      out.println(plain(report));
    }
    out.flush();
  }

  @Override
  public void prepared(PrepareProgress progress) {
    if (progress.total() == 0) {
      return;
    }
    boolean end = progress.done() >= progress.total();
    if (terminal.interactive()) {
      redraw(PrepareLine.of(progress, terminal.columns()), end);
    } else if (end || PrepareLine.percent(progress) / PLAIN_EVERY != tens) {
      out.println(PrepareLine.plain(progress));
    }
    tens = end ? 0 : PrepareLine.percent(progress) / PLAIN_EVERY;
    out.flush();
  }

  /** A training that ended within an epoch leaves its line as it is; messages begin a new one. */
  @Override
  public void close() {
    if (drawn > 0) {
      out.println();
      out.flush();
      drawn = 0;
    }
  }

  private void redraw(String line, boolean end) {
    // A shorter line would leave the end of the one before it.
    out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
    drawn = line.length();
    if (end) {
      out.println();
      drawn = 0;
    }
  }

  /** One line that fits: what matters less is left out first. */
  static String line(StepReport report, int columns) {
    // The last column stays free: filling it makes terminals wrap.
    int width = Math.max(1, columns - 1);
    String head = String.format(Locale.ROOT, "%d/%d", report.epoch(), report.epochs());
    String percent = String.format(Locale.ROOT, " %3d%%", percent(report));
    List<String> parts = List.of(loss(report), left(report), speed(report), rate(report));
    StringBuilder tail = new StringBuilder(percent);
    int room = width - head.length() - Math.max(SHORTEST_BAR, width / 8) - 3;
    boolean all = true;
    for (String part : parts) {
      all &= append(tail, part, room);
    }
    if (all) {
      metrics(report).forEach(part -> append(tail, part, room));
    }
    String line = head + bar(report, width - head.length() - tail.length() - 3) + tail;
    return line.length() <= width ? line : line.substring(0, width);
  }

  private static boolean append(StringBuilder tail, String part, int room) {
    if (tail.length() + 2 + part.length() > room) {
      return false;
    }
    tail.append("  ").append(part);
    return true;
  }

  private static String plain(StepReport report) {
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "epoch %d/%d step %d/%d",
            report.epoch(),
            report.epochs(),
            report.step(),
            report.stepsInEpoch()));
    parts.add(loss(report));
    parts.addAll(metrics(report));
    parts.add(rate(report));
    parts.add(speed(report));
    parts.add(left(report));
    return String.join("  ", parts);
  }

  private static int percent(StepReport report) {
    return (int) (100L * report.step() / Math.max(1, report.stepsInEpoch()));
  }

  private static String bar(StepReport report, int room) {
    return bar(report.step(), report.stepsInEpoch(), room);
  }

  /** As long as the room is, within limits. */
  static String bar(long done, long total, int room) {
    int length = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room));
    int full = (int) (length * done / Math.max(1, total));
    return " [" + "#".repeat(full) + ".".repeat(length - full) + "]";
  }

  private static String loss(StepReport report) {
    return String.format(Locale.ROOT, "loss %.4f", report.loss());
  }

  private static String speed(StepReport report) {
    return String.format(Locale.ROOT, "%.1f images/s", report.imagesPerSecond());
  }

  private static String rate(StepReport report) {
    return String.format(Locale.ROOT, "lr %.3g", report.learningRate());
  }

  private static List<String> metrics(StepReport report) {
    return report.metricLoss().entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String left(StepReport report) {
    return left(report.secondsLeft());
  }

  /** For people. */
  static String left(double secondsLeft) {
    if (!Double.isFinite(secondsLeft)) {
      return "time left unknown";
    }
    long seconds = Math.max(0, Math.round(secondsLeft));
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
