package io.mscon.eval.describe;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.LabelSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts for each two labels how often their values meet, all in one pass over the samples. */
final class PairCounting {
  private final List<LabelSchema> labels;
  private final List<Pair> pairs = new ArrayList<>();

  /** Two places in the list of labels. */
  private record Pair(int first, int second, Cells cells) {}

  /** What has been counted of a pair. */
  private static final class Cells {
    private final Map<String, Long> first = new TreeMap<>();
    private final Map<String, Long> second = new TreeMap<>();
    private final Map<String, Map<String, Long>> both = new TreeMap<>();
    private long pictures;

    /** A null stands for whatever value. */
    void add(String value, String other, long count) {
      if (value == null && other == null) {
        pictures = count;
      } else if (value == null) {
        second.put(other, count);
      } else if (other == null) {
        first.put(value, count);
      } else {
        both.computeIfAbsent(value, key -> new TreeMap<>()).put(other, count);
      }
    }

    PairCounts counts() {
      return new PairCounts(pictures, first, second, both);
    }
  }

  private PairCounting(List<LabelSchema> labels) {
    this.labels = labels;
    for (int second = 1; second < labels.size(); second++) {
      for (int first = 0; first < second; first++) {
        pairs.add(new Pair(first, second, new Cells()));
      }
    }
  }

  /**
   * What each two labels say about each other, over all splits.
   *
   * @param numbers of the continuous labels, whose values are taken by quarters
   */
  static List<Association> associations(
      Dataset<Row> samples, List<LabelSchema> labels, Map<String, NumberSummary> numbers) {
    PairCounting counting = new PairCounting(labels);
    if (!counting.pairs.isEmpty()) {
      counting.count(samples, numbers);
    }
    return counting.pairs.stream().map(counting::association).toList();
  }

  private void count(Dataset<Row> samples, Map<String, NumberSummary> numbers) {
    Column[] values =
        IntStream.range(0, labels.size())
            .mapToObj(i -> values(labels.get(i), numbers).as("l" + i))
            .toArray(Column[]::new);
    Column[] perPair =
        IntStream.range(0, pairs.size()).mapToObj(this::cells).toArray(Column[]::new);
    samples
        .select(values)
        .select(explode(array(perPair)).as("cells"))
        .select(explode(col("cells")).as("cell"))
        .groupBy("cell.pair", "cell.first", "cell.second")
        .count()
        .collectAsList()
        .forEach(this::add);
  }

  private static Column values(LabelSchema label, Map<String, NumberSummary> numbers) {
    if (label.kind() != LabelKind.CONTINUOUS) {
      return LabelColumns.values(label);
    }
    NumberSummary summary = numbers.get(label.name());
    return summary == null ? lit(null).cast("array<string>") : LabelColumns.quarter(label, summary);
  }

  /** Of a picture that has both labels: all combinations of their values. */
  private Column cells(int place) {
    Column first = col("l" + pairs.get(place).first());
    Column second = col("l" + pairs.get(place).second());
    Column combinations =
        flatten(
            transform(
                withAny(first),
                value ->
                    transform(
                        withAny(second),
                        other ->
                            struct(lit(place).as("pair"), value.as("first"), other.as("second")))));
    return when(first.isNotNull().and(second.isNotNull()), combinations);
  }

  /** With a null that stands for whatever value, so that sums over a label's values come along. */
  private static Column withAny(Column values) {
    return concat(values, array(lit(null).cast("string")));
  }

  private void add(Row row) {
    pairs.get(row.getInt(0)).cells().add(row.getString(1), row.getString(2), row.getLong(3));
  }

  private Association association(Pair pair) {
    LabelSchema first = labels.get(pair.first());
    LabelSchema second = labels.get(pair.second());
    PairCounts counts = pair.cells().counts();
    return new Association(
        first.name(),
        second.name(),
        counts.pictures(),
        Dependence.between(counts, isSet(first), isSet(second)));
  }

  private static boolean isSet(LabelSchema label) {
    return label.kind() == LabelKind.MULTI_VALUED;
  }
}
