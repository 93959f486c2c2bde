package io.mscon.spark.preflight;

import io.mscon.config.Configuration;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Method;
import io.mscon.config.MetricConfiguration;
import io.mscon.config.Spelling;
import io.mscon.data.Bandwidth;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.data.SetMatch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does the dataset have what metrics and probes name, in a kind that fits? */
final class LabelCheck implements PreflightCheck {
  private static final String TRAIN = "train";

  @Override
  public String subject() {
    return "the labels";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    DatasetManifest manifest = context.dataset().manifest();
    if (context.configuration().method() != Method.SIMCLR) {
      metrics(context.configuration(), manifest, findings);
    }
    probes(context.configuration().probe().tasks(), manifest, findings);
  }

  private static void metrics(
      Configuration configuration, DatasetManifest manifest, Findings findings) {
    List<MetricConfiguration> metrics = configuration.metrics();
    if (metrics.isEmpty()) {
      findings.configuration(
          "Missing metrics (name the labels to train on, some of %s)",
          String.join(", ", manifest.labelNames()));
    }
    Set<LabelSchema> labels = new LinkedHashSet<>();
    for (MetricConfiguration metric : metrics) {
      Optional<LabelSchema> label = manifest.label(metric.label());
      if (label.isEmpty()) {
        findings.configuration("%s", manifest.unknownLabel("metrics", metric.label()));
      } else {
        kind(metric, label.get(), findings);
        classes(configuration.method(), label.get(), findings);
        labels.add(label.get());
      }
    }
    labels.forEach(label -> values(label, manifest, findings));
  }

  /** Settings for other kinds would be passed over in silence. */
  private static void kind(MetricConfiguration metric, LabelSchema label, Findings findings) {
    if (metric.match() != SetMatch.ANY && label.kind() != LabelKind.MULTI_VALUED) {
      findings.configuration(
          "Invalid metrics: %s has match = %s, but its label is %s (remove it; only multi-valued"
              + " labels match as sets)",
          metric.name(), Spelling.of(metric.match()), Spelling.of(label.kind()));
    }
    if (!metric.bandwidth().equals(Bandwidth.UNIT) && label.kind() != LabelKind.CONTINUOUS) {
      findings.configuration(
          "Invalid metrics: %s has bandwidth = %s, but its label is %s (remove it; only continuous"
              + " labels have a kernel)",
          metric.name(), inWords(metric.bandwidth()), Spelling.of(label.kind()));
    }
    metric
        .corruption()
        .obstacle(metric.name(), label)
        .ifPresent(obstacle -> findings.configuration("%s", obstacle));
  }

  private static void classes(Method method, LabelSchema label, Findings findings) {
    if (method.classifies() && label.kind() != LabelKind.CATEGORICAL) {
      findings.configuration("%s", label.cannotBeClassified(method));
    }
  }

  private static void values(LabelSchema label, DatasetManifest manifest, Findings findings) {
    DatasetManifest.SplitSummary train = manifest.splits().get(TRAIN);
    if (train == null || train.pictures() == 0) {
      return;
    }
    if (train.missing().getOrDefault(label.name(), 0L) == train.pictures()) {
      findings.configuration(
          "Invalid metrics: %s (no picture of the training split has this label)", label.name());
      return;
    }
    Map<String, Long> counts = train.counts().get(label.name());
    if (counts != null && counts.values().stream().filter(count -> count > 0).count() == 1) {
      findings.warning(
          "The label %s has a single value in the training split: its metric calls all pictures"
              + " alike (remove it from metrics)",
          label.name());
    }
  }

  private static void probes(List<String> tasks, DatasetManifest manifest, Findings findings) {
    for (String task : tasks) {
      Optional<LabelSchema> label = manifest.label(task);
      if (label.isEmpty()) {
        findings.configuration("%s", manifest.unknownLabel("probe.tasks", task));
      } else if (label.get().kind() != LabelKind.CATEGORICAL) {
        findings.configuration(
            "Invalid probe.tasks: %s is %s (only categorical labels can be probed; remove it)",
            task, Spelling.of(label.get().kind()));
      }
    }
  }

  private static String inWords(Bandwidth bandwidth) {
    return bandwidth instanceof Bandwidth.Given given ? Double.toString(given.value()) : "median";
  }
}
