package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Method;
import io.mscon.config.MetricConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.BatchLabels;
import io.mscon.data.LabelSchema;
import io.mscon.data.Metric;
import io.mscon.data.Split;
import io.mscon.random.RandomStream;
import io.mscon.spark.data.PreparedDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * The training split as the driver knows it: every sample's rank and labels, no pictures.
 *
 * <p>Ranks are places in the order of the ids' hashes: the same for every number of executors, and
 * unrelated to whatever order the corpus had.
 */
final class TrainingSet {
  private final List<Metric> metrics;
  private final List<BatchLabels> labels;
  private final Map<String, Integer> ranks;

  TrainingSet(List<Metric> metrics, List<BatchLabels> labels, Map<String, Integer> ranks) {
    this.metrics = metrics;
    this.labels = labels;
    this.ranks = ranks;
  }

  /**
   * Reads ids and labels.
   *
   * @throws ConfigurationException if a metric is no label of the dataset, one that the method
   *     can't learn from, one that can't be corrupted as asked for, or one whose median difference
   *     is 0, naming all that are
   */
  static TrainingSet read(PreparedDataset dataset, Configuration configuration) {
    return configuration.method() == Method.SIMCLR
        ? ofPictures(rows(dataset, new String[0]))
        : ofLabels(dataset, configuration);
  }

  /** Every picture is a class of its own, so that its views alone are similar. */
  private static TrainingSet ofPictures(List<Row> rows) {
    return new TrainingSet(
        List.of(new Metric.Categorical(MetricConfiguration.PICTURE)),
        List.of(new BatchLabels.Classes(IntStream.range(0, rows.size()).toArray())),
        ranks(rows));
  }

  private static TrainingSet ofLabels(PreparedDataset dataset, Configuration configuration) {
    List<MetricConfiguration> configured = configuration.metrics();
    List<LabelSchema> schemas = schemas(dataset, configuration);
    String[] columns = schemas.stream().map(LabelSchema::name).distinct().toArray(String[]::new);
    List<Row> rows = rows(dataset, columns);
    List<Metric> metrics = new ArrayList<>();
    List<BatchLabels> labels = new ArrayList<>();
    Problems problems = new Problems();
    for (int i = 0; i < schemas.size(); i++) {
      labels.add(trainedLabels(rows, configured.get(i), schemas.get(i), configuration.seed()));
      metrics.add(metric(configured.get(i), schemas.get(i), labels.get(i), problems));
    }
    problems.throwIfAny();
    return new TrainingSet(metrics, labels, ranks(rows));
  }

  private static BatchLabels trainedLabels(
      List<Row> rows, MetricConfiguration metric, LabelSchema schema, long seed) {
    BatchLabels labels = labels(rows, schema);
    if (!(labels instanceof BatchLabels.Classes classes)) {
      return labels;
    }
    List<String> ids = rows.stream().map(row -> row.getString(0)).toList();
    return new BatchLabels.Classes(
        metric
            .corruption()
            .corrupt(seed, metric.name(), ids, classes.classes(), schema.vocabulary().size()));
  }

  private static List<Row> rows(PreparedDataset dataset, String[] columns) {
    List<Row> rows =
        new ArrayList<>(dataset.samples(Split.TRAIN).select("id", columns).collectAsList());
    rows.sort(
        Comparator.<Row>comparingLong(row -> RandomStream.coordinateOf(row.getString(0)))
            .thenComparing(row -> row.getString(0)));
    return rows;
  }

  int size() {
    return ranks.size();
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** Widths of the kernels of continuous metrics, by their names. */
  Map<String, Double> bandwidths() {
    Map<String, Double> bandwidths = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.Continuous continuous) {
        bandwidths.put(continuous.name(), continuous.bandwidth());
      }
    }
    return bandwidths;
  }

  List<String> metricNames() {
    return metrics.stream().map(Metric::name).toList();
  }

  /**
   * Numbers by the names of their metrics, in order.
   *
   * @param values per metric
   */
  Map<String, Double> byName(double[] values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int metric = 0; metric < values.length; metric++) {
      named.put(metrics.get(metric).name(), values[metric]);
    }
    return named;
  }

  /** Rank of every id. */
  Map<String, Integer> ranks() {
    return ranks;
  }

  /** Labels of all samples, per metric. */
  List<BatchLabels> labels() {
    return labels;
  }

  /** Labels of one metric for the samples of a batch. */
  BatchLabels labels(int metric, int[] batch) {
    BatchLabels all = labels.get(metric);
    if (all instanceof BatchLabels.Classes classes) {
      return new BatchLabels.Classes(
          Arrays.stream(batch).map(rank -> classes.classes()[rank]).toArray());
    }
    if (all instanceof BatchLabels.ValueSets sets) {
      return new BatchLabels.ValueSets(
          Arrays.stream(batch).mapToObj(rank -> sets.values()[rank]).toArray(int[][]::new));
    }
    BatchLabels.Numbers numbers = (BatchLabels.Numbers) all;
    return new BatchLabels.Numbers(
        Arrays.stream(batch).mapToDouble(rank -> numbers.numbers()[rank]).toArray());
  }

  private static List<LabelSchema> schemas(PreparedDataset dataset, Configuration configuration) {
    Problems problems = new Problems();
    List<MetricConfiguration> configured = configuration.metrics();
    List<String> known = dataset.manifest().labelNames();
    List<LabelSchema> schemas = new ArrayList<>();
    for (MetricConfiguration metric : configured) {
      dataset
          .manifest()
          .label(metric.label())
          .ifPresentOrElse(
              label -> {
                schemas.add(label);
                metric
                    .corruption()
                    .obstacle(metric.name(), label)
                    .ifPresent(obstacle -> problems.add("%s", obstacle));
              },
              () -> problems.add("%s", dataset.manifest().unknownLabel("metrics", metric.label())));
    }
    if (configured.isEmpty()) {
      problems.add(
          "Missing metrics (name the labels to train on, some of %s)", String.join(", ", known));
    }
    if (configuration.method().classifies()) {
      schemas.stream()
          .filter(schema -> schema.kind() != LabelKind.CATEGORICAL)
          .forEach(schema -> problems.add("%s", schema.cannotBeClassified(configuration.method())));
    }
    problems.throwIfAny();
    return schemas;
  }

  private static Metric metric(
      MetricConfiguration configured, LabelSchema schema, BatchLabels labels, Problems problems) {
    return switch (schema.kind()) {
      case CATEGORICAL -> new Metric.Categorical(configured.name());
      case MULTI_VALUED -> new Metric.MultiValued(configured.name(), configured.match());
      case CONTINUOUS ->
          new Metric.Continuous(
              configured.name(),
              KernelWidth.of(configured, ((BatchLabels.Numbers) labels).numbers(), problems));
    };
  }

  private static Map<String, Integer> ranks(List<Row> rows) {
    Map<String, Integer> ranks = new HashMap<>();
    for (int rank = 0; rank < rows.size(); rank++) {
      ranks.put(rows.get(rank).getString(0), rank);
    }
    return ranks;
  }

  private static BatchLabels labels(List<Row> rows, LabelSchema schema) {
    int column = rows.isEmpty() ? 0 : rows.get(0).fieldIndex(schema.name());
    if (schema.kind() == LabelKind.CONTINUOUS) {
      return new BatchLabels.Numbers(
          rows.stream()
              .mapToDouble(row -> row.isNullAt(column) ? Double.NaN : row.getDouble(column))
              .toArray());
    }
    Map<String, Integer> classes = new HashMap<>();
    schema.vocabulary().forEach(value -> classes.put(value, classes.size()));
    if (schema.kind() == LabelKind.CATEGORICAL) {
      return new BatchLabels.Classes(
          rows.stream()
              .mapToInt(row -> row.isNullAt(column) ? -1 : classes.get(row.getString(column)))
              .toArray());
    }
    return new BatchLabels.ValueSets(
        rows.stream().map(row -> valueSet(row, column, classes)).toArray(int[][]::new));
  }

  private static int[] valueSet(Row row, int column, Map<String, Integer> classes) {
    if (row.isNullAt(column)) {
      return null;
    }
    return row.<String>getList(column).stream().mapToInt(classes::get).toArray();
  }
}
