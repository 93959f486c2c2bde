package io.mscon.submit;

import io.mscon.loss.verify.FileResult;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Largest differences between the loss and reference values: a line per file. */
final class VerificationTable {
  private static final List<String> QUANTITIES =
      List.of("loss", "n_anchor", "kl", "total", "dz", "dx", "d_log_var");

  private VerificationTable() {}

  static String of(List<FileResult> results) {
    StringBuilder text = new StringBuilder("%-42s".formatted("largest difference in"));
    QUANTITIES.forEach(quantity -> text.append(" %9s".formatted(quantity)));
    text.append('\n');
    for (FileResult result : results) {
      text.append("%-42s".formatted(result.path().getFileName()));
      QUANTITIES.forEach(quantity -> text.append(cell(result.largest(quantity))));
      text.append(result.passed() ? "  ok\n" : "  FAILED\n");
    }
    return text.toString();
  }

  private static String cell(OptionalDouble difference) {
    return difference.isPresent()
        ? String.format(Locale.ROOT, " %9.2e", difference.getAsDouble())
        : " %9s".formatted("-");
  }
}
