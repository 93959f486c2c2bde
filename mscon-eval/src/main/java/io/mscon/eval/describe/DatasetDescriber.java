package io.mscon.eval.describe;

import io.mscon.config.Configuration;
import io.mscon.config.MetricConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks at a prepared dataset. Everything is counted from its samples, not taken from its manifest.
 */
final class DatasetDescriber {
  /** A label with more values is a name rather than a label; comparing it would take long. */
  static final int MOST_VALUES_COMPARED = 1_000;

  private final Configuration configuration;
  private final PreparedDataset dataset;
  private final DatasetManifest manifest;

  DatasetDescriber(Configuration configuration, PreparedDataset dataset) {
    this.configuration = configuration;
    this.dataset = dataset;
    manifest = dataset.manifest();
  }

  DatasetDescription describe() throws IOException {
    Set<String> metrics = metrics();
    Dataset<Row> samples = dataset.samples();
    PerSplit pictures = LabelCounting.pictures(samples);
    LabelCounting counting = LabelCounting.of(samples, manifest.labels());
    List<LabelDescription> labels = counting.describe(pictures, metrics);
    List<String> tooMany = tooManyValues(labels);
    CardPainter.Settings settings = CardPainter.Settings.of(configuration);
    return new DatasetDescription(
        origin(),
        pictures,
        labels,
        tooMany,
        PairCounting.associations(samples, compared(tooMany), counting.numbers()),
        Rejects.of(dataset),
        settings,
        ContactSheet.of(dataset, settings));
  }

  private Set<String> metrics() {
    Problems problems = new Problems();
    Set<String> names = new HashSet<>();
    for (MetricConfiguration metric : configuration.metrics()) {
      if (manifest.label(metric.label()).isEmpty()) {
        problems.add("%s", manifest.unknownLabel("metrics", metric.label()));
      }
      names.add(metric.label());
    }
    problems.throwIfAny();
    return names;
  }

  private DatasetDescription.Origin origin() {
    return new DatasetDescription.Origin(
        dataset.location(), manifest.layout(), manifest.source(), manifest.contentHash());
  }

  private static List<String> tooManyValues(List<LabelDescription> labels) {
    return labels.stream()
        .filter(label -> label.values().size() > MOST_VALUES_COMPARED)
        .map(LabelDescription::name)
        .toList();
  }

  private List<LabelSchema> compared(List<String> tooMany) {
    return manifest.labels().stream().filter(label -> !tooMany.contains(label.name())).toList();
  }
}
