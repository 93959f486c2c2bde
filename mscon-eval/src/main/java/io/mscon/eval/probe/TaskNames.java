package io.mscon.eval.probe;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import java.util.List;

/** Which labels are probed. */
final class TaskNames {
  private TaskNames() {}

  /**
   * The labels asked for, or every categorical one.
   *
   * @param asked probe.tasks
   * @param manifest of the dataset
   * @throws ConfigurationException naming all that are no categorical label
   */
  static List<String> of(List<String> asked, DatasetManifest manifest) {
    List<String> categorical =
        manifest.labels().stream()
            .filter(label -> label.kind() == LabelKind.CATEGORICAL)
            .map(LabelSchema::name)
            .toList();
    List<String> problems =
        asked.stream()
            .filter(name -> !categorical.contains(name))
            .map(name -> problem(name, manifest, categorical))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return asked.isEmpty() ? categorical : asked.stream().distinct().toList();
  }

  private static String problem(String name, DatasetManifest manifest, List<String> categorical) {
    String fault =
        manifest.label(name).isPresent() ? "is no categorical label" : "is no label of the dataset";
    String there = categorical.isEmpty() ? "none" : String.join(", ", categorical);
    return "probe.tasks: " + name + " " + fault + " (categorical labels: " + there + ")";
  }
}
