package io.mscon.submit;

import io.mscon.eval.study.CellOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells of the cells of a study as they end: a line each. */
final class CellLines implements Consumer<CellOutcome> {
  private final Context context;
  private final int cells;
  private int ended;

  CellLines(Context context, int cells) {
    this.context = context;
    this.cells = cells;
  }

  @Override
  public void accept(CellOutcome outcome) {
    ended++;
    String state =
        outcome
            .failure()
            .map(failure -> "failed: " + Failure.reason(failure))
            .orElseGet(() -> outcome.before() ? "finished before" : done(outcome));
    context.print("Cell %d of %d, %s: %s".formatted(ended, cells, outcome.cell().name(), state));
  }

  private static String done(CellOutcome outcome) {
    return String.format(Locale.ROOT, "finished in %.0f s", outcome.seconds());
  }

  /** Lists the failed ones once more: the first of many lines are soon out of sight. */
  static void throwIfAnyFailed(String study, List<CellOutcome> outcomes) throws IOException {
    List<CellOutcome> failed =
        outcomes.stream().filter(outcome -> outcome.failure().isPresent()).toList();
    if (failed.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (CellOutcome outcome : failed) {
      String reason = Failure.reason(outcome.failure().orElseThrow());
      text.append("\n  ").append(outcome.cell().name()).append(": ").append(reason);
    }
    throw new IOException(
        "Cannot finish study %s: %d of %d cells failed (run it again for these)%s"
            .formatted(study, failed.size(), outcomes.size(), text),
        failed.get(0).failure().orElseThrow());
  }
}
