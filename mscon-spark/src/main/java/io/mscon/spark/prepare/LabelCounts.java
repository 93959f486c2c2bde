package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest.SplitSummary;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.spark.table.ColumnNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many accepted pictures have each value of each label, per split. */
final class LabelCounts {
  private static final String EVERY_PICTURE = "";

  private final List<LabelParser> labels;
  private final List<Group> groups;

  /** A null value stands for the label missing, an empty one for a number. */
  private record Group(String split, String label, String value, long count) {}

  private LabelCounts(List<LabelParser> labels, List<Group> groups) {
    this.labels = labels;
    this.groups = groups;
  }

  static LabelCounts of(Dataset<Row> accepted, List<LabelParser> labels) {
    Column perLabel =
        array(
            Stream.concat(Stream.of(everyPicture()), labels.stream().map(LabelCounts::values))
                .toArray(Column[]::new));
    List<Group> groups =
        accepted
            .select(col("split"), explode(perLabel).as("label"))
            .select(
                col("split"),
                col("label.name").as("name"),
                explode_outer(col("label.values")).as("value"))
            .groupBy("split", "name", "value")
            .count()
            .collectAsList()
            .stream()
            .map(r -> new Group(r.getString(0), r.getString(1), r.getString(2), r.getLong(3)))
            .toList();
    return new LabelCounts(labels, groups);
  }

  /** What every picture has, so that counting it counts the pictures. */
  private static Column everyPicture() {
    return struct(lit(EVERY_PICTURE).as("name"), array(lit("")).as("values"));
  }

  private static Column values(LabelParser label) {
    Column value = ColumnNames.field("labels", label.name());
    Column values =
        switch (label.kind()) {
          case CATEGORICAL -> when(value.isNotNull(), array(value));
          case MULTI_VALUED -> value;
          case CONTINUOUS -> when(value.isNotNull(), array(lit("")));
        };
    return struct(lit(label.name()).as("name"), values.as("values"));
  }

  /** Pictures of each value of a label over all splits, by value; empty for a number. */
  Map<String, Long> totals(String label) {
    Map<String, Long> totals = new TreeMap<>();
    for (Group group : groups) {
      if (group.label().equals(label) && group.value() != null && !group.value().isEmpty()) {
        totals.merge(group.value(), group.count(), Long::sum);
      }
    }
    return totals;
  }

  List<LabelSchema> schemas() {
    return labels.stream()
        .map(
            label ->
                new LabelSchema(
                    label.name(), label.kind(), List.copyOf(totals(label.name()).keySet())))
        .toList();
  }

  /** Per split, in the order train, validation, test. */
  Map<String, SplitSummary> splits() {
    Map<String, SplitSummary> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      splits.put(split.label(), summary(split.label()));
    }
    return splits;
  }

  private SplitSummary summary(String split) {
    Map<String, Long> missing = new LinkedHashMap<>();
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    for (LabelParser label : labels) {
      missing.put(label.name(), 0L);
      if (label.kind() != LabelKind.CONTINUOUS) {
        counts.put(label.name(), new TreeMap<>());
      }
    }
    for (Group group : groups) {
      if (group.split().equals(split)) {
        add(group, missing, counts);
      }
    }
    return new SplitSummary(pictures(split), missing, counts);
  }

  /** Pictures over all splits. */
  long pictures() {
    return splits().values().stream().mapToLong(SplitSummary::pictures).sum();
  }

  private long pictures(String split) {
    return groups.stream()
        .filter(group -> group.label().equals(EVERY_PICTURE) && group.split().equals(split))
        .mapToLong(Group::count)
        .sum();
  }

  private static void add(
      Group group, Map<String, Long> missing, Map<String, Map<String, Long>> counts) {
    if (group.value() == null) {
      missing.put(group.label(), group.count());
    } else if (counts.containsKey(group.label())) {
      counts.get(group.label()).put(group.value(), group.count());
    }
  }
}
