package io.mscon.config;

import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.DataConfiguration.Layout;
import java.util.Optional;

/** Ways to split that exclude each other or ask for what is not there. */
final class SplitChecks {
  private SplitChecks() {}

  static void check(DataConfiguration data, Problems problems) {
    String label = data.splitStratifyBy();
    String group = data.splitGroupColumn();
    if (!label.isEmpty()) {
      checkGiven("data.split-stratify-by", label, data, problems);
      checkLabel(label, data, problems);
    }
    if (!group.isEmpty()) {
      checkGiven("data.split-group-column", group, data, problems);
    }
    if (!label.isEmpty() && !group.isEmpty()) {
      problems.add(
          "Invalid data.split-group-column: %s (data.split-stratify-by is set too: a group may have"
              + " several values; set one of them to \"\")",
          group);
    }
  }

  /** A column that gives the splits leaves nothing to choose. */
  private static void checkGiven(
      String key, String value, DataConfiguration data, Problems problems) {
    if (data.layout() == Layout.TABLE && !data.table().splitColumn().isEmpty()) {
      problems.add(
          "Invalid %s: %s (data.table.split-column = %s gives the splits: set it to \"\", or %s)",
          key, value, data.table().splitColumn(), key);
    }
  }

  private static void checkLabel(String name, DataConfiguration data, Problems problems) {
    Optional<Label> label =
        data.labels().stream().filter(each -> each.name().equals(name)).findFirst();
    if (label.isEmpty()) {
      problems.add(
          "Invalid data.split-stratify-by: %s (must be one of data.labels, which are %s)",
          name, data.labels().stream().map(Label::name).toList());
    } else if (label.get().kind() != LabelKind.CATEGORICAL) {
      problems.add("Invalid data.split-stratify-by: %s (must be a categorical label)", name);
    }
  }
}
