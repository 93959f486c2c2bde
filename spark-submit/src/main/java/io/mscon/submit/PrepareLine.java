package io.mscon.submit;

import io.mscon.spark.prepare.PrepareProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a preparation is, in one line. */
final class PrepareLine {
  private static final int WHOLE = 100;
  private static final int ROOM_OF_BAR = 10;

  private PrepareLine() {}

  /** One line that fits: what matters less is left out first. */
  static String of(PrepareProgress progress, int columns) {
    // The last column stays free: filling it makes terminals wrap.
    int width = Math.max(1, columns - 1);
    String head = progress.stage().label();
    StringBuilder tail = new StringBuilder(String.format(Locale.ROOT, " %3d%%", percent(progress)));
    boolean all = true;
    for (String part : parts(progress)) {
      all &= head.length() + tail.length() + 2 + part.length() + ROOM_OF_BAR <= width;
      tail.append(all ? "  " + part : "");
    }
    int room = width - head.length() - tail.length() - 3;
    String line = head + ProgressBar.bar(progress.done(), progress.total(), room) + tail;
    return line.length() <= width ? line : line.substring(0, width);
  }

  /** For logs. */
  static String plain(PrepareProgress progress) {
    return progress.stage().label() + "  " + String.join("  ", parts(progress));
  }

  static int percent(PrepareProgress progress) {
    return (int) (WHOLE * progress.done() / Math.max(1, progress.total()));
  }

  private static List<String> parts(PrepareProgress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%,d of %,d pictures", progress.done(), progress.total()));
    parts.add(String.format(Locale.ROOT, "%,.0f pictures/s", progress.picturesPerSecond()));
    parts.add(ProgressBar.left(progress.secondsLeft()));
    if (progress.rejected() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d rejected", progress.rejected()));
    }
    return parts;
  }
}
