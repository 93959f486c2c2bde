package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Labels that a dataset's columns can be made of. */
final class LabelChecks {
  private static final Set<String> TAKEN = Set.of("id", "split", "image");

  private LabelChecks() {}

  static void check(List<Label> labels, Problems problems) {
    if (labels.isEmpty()) {
      problems.add("Invalid data.labels: [] (must name a label; set data.labels)");
    }
    // Spark does not tell columns apart by case.
    Set<String> seen = new HashSet<>();
    for (Label label : labels) {
      String column = label.name().toLowerCase(Locale.ROOT);
      if (TAKEN.contains(column)) {
        problems.add(
            "Invalid label name: %s (every dataset has such a column; give the label another name"
                + " and set its column = %s)",
            label.name(), label.column());
      } else if (!seen.add(column)) {
        problems.add("Invalid label name: %s (differs from another only in case)", label.name());
      } else if (column.isBlank() || column.matches("(?s).*[.`\\p{Cntrl}].*")) {
        problems.add(
            "Invalid label name: '%s' (must be text without dots and backticks; set its column = "
                + "'%s' and give it another name)",
            label.name(), label.column());
      }
    }
  }
}
