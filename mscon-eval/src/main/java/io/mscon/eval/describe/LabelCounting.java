package io.mscon.eval.describe;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the samples of a dataset, label by label. */
final class LabelCounting {
  private static final String BOUNDS = "percentile(%s, array(0.25D, 0.5D, 0.75D))";

  private final Dataset<Row> samples;
  private final List<LabelSchema> labels;
  private final Map<String, NumberSummary> numbers = new HashMap<>();

  /** Per label, then per value (null: missing), how many pictures. */
  private final List<Map<String, Map<Split, Long>>> counts = new ArrayList<>();

  private LabelCounting(Dataset<Row> samples, List<LabelSchema> labels) {
    this.samples = samples;
    this.labels = labels;
  }

  /** Counts. */
  static LabelCounting of(Dataset<Row> samples, List<LabelSchema> labels) {
    LabelCounting counting = new LabelCounting(samples, labels);
    labels.forEach(label -> counting.counts.add(new HashMap<>()));
    counting.summariseNumbers();
    if (!labels.isEmpty()) {
      counting.countValues();
    }
    return counting;
  }

  /** Pictures of each split. */
  static PerSplit pictures(Dataset<Row> samples) {
    Map<Split, Long> pictures = new EnumMap<>(Split.class);
    samples
        .groupBy("split")
        .count()
        .collectAsList()
        .forEach(row -> pictures.put(split(row.getString(0)), row.getLong(1)));
    return PerSplit.of(pictures);
  }

  private static Split split(String label) {
    for (Split split : Split.values()) {
      if (split.label().equals(label)) {
        return split;
      }
    }
    throw new IllegalArgumentException("Invalid split: " + label + " (prepare the dataset again)");
  }

  private void summariseNumbers() {
    for (LabelSchema label : labels) {
      if (label.kind() == LabelKind.CONTINUOUS) {
        numbers(label).ifPresent(summary -> numbers.put(label.name(), summary));
      }
    }
  }

  private Optional<NumberSummary> numbers(LabelSchema label) {
    Column number = LabelColumns.of(label);
    Row row =
        samples
            .select(number.as("number"))
            .agg(min("number"), expr(BOUNDS.formatted("number")), max("number"), avg("number"))
            .first();
    if (row.isNullAt(0)) {
      return Optional.empty();
    }
    List<Double> bounds = row.getList(1);
    return Optional.of(
        new NumberSummary(
            row.getDouble(0),
            bounds.get(0),
            bounds.get(1),
            bounds.get(2),
            row.getDouble(2),
            row.getDouble(3)));
  }

  private void countValues() {
    Column[] perLabel =
        IntStream.range(0, labels.size())
            .mapToObj(i -> struct(lit(i).as("label"), values(labels.get(i)).as("values")))
            .toArray(Column[]::new);
    samples
        .select(col("split"), explode(array(perLabel)).as("each"))
        .select(
            col("split"),
            col("each.label").as("label"),
            explode_outer(col("each.values")).as("value"))
        .groupBy("split", "label", "value")
        .count()
        .collectAsList()
        .forEach(this::add);
  }

  private Column values(LabelSchema label) {
    if (label.kind() != LabelKind.CONTINUOUS) {
      return LabelColumns.values(label);
    }
    NumberSummary summary = numbers.get(label.name());
    return summary == null ? lit(null).cast("array<string>") : LabelColumns.bar(label, summary);
  }

  private void add(Row row) {
    counts
        .get(row.getInt(1))
        .computeIfAbsent(row.getString(2), value -> new EnumMap<>(Split.class))
        .put(split(row.getString(0)), row.getLong(3));
  }

  /** Per continuous label that any picture has: what its numbers are like. */
  Map<String, NumberSummary> numbers() {
    return numbers;
  }

  /**
   * The labels, in the dataset's order.
   *
   * @param pictures of each split
   * @param metrics names of the labels that are trained on
   */
  List<LabelDescription> describe(PerSplit pictures, Set<String> metrics) {
    return IntStream.range(0, labels.size())
        .mapToObj(i -> describe(i, pictures, metrics.contains(labels.get(i).name())))
        .toList();
  }

  private LabelDescription describe(int place, PerSplit pictures, boolean metric) {
    LabelSchema label = labels.get(place);
    Map<String, Map<Split, Long>> found = counts.get(place);
    PerSplit missing = PerSplit.of(found.getOrDefault(null, Map.of()));
    Optional<NumberSummary> summary = Optional.ofNullable(numbers.get(label.name()));
    return new LabelDescription(
        label.name(),
        label.kind(),
        metric,
        missing,
        pictures.minus(missing),
        label.kind() == LabelKind.CONTINUOUS
            ? summary.map(numbers -> bars(numbers, found)).orElse(List.of())
            : byFrequency(found),
        summary);
  }

  private static List<ValueCount> byFrequency(Map<String, Map<Split, Long>> found) {
    return found.entrySet().stream()
        .filter(entry -> entry.getKey() != null)
        .map(entry -> new ValueCount(entry.getKey(), PerSplit.of(entry.getValue())))
        .sorted(
            Comparator.comparingLong((ValueCount count) -> -count.pictures().total())
                .thenComparing(ValueCount::value))
        .toList();
  }

  private static List<ValueCount> bars(NumberSummary numbers, Map<String, Map<Split, Long>> found) {
    List<String> names = numbers.barNames();
    return IntStream.range(0, names.size())
        .mapToObj(
            bar ->
                new ValueCount(
                    names.get(bar),
                    PerSplit.of(found.getOrDefault(Integer.toString(bar), Map.of()))))
        .toList();
  }
}
