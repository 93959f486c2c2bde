package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.Label;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes values with too few pictures missing.
 *
 * @param rare per label, in the labels' order: the values to drop
 */
record RareValues(List<Set<String>> rare) implements MapFunction<Row, Row> {

  static RareValues of(List<Label> labels, LabelCounts counts) {
    return new RareValues(
        labels.stream().map(label -> rare(counts.totals(label.name()), label)).toList());
  }

  private static Set<String> rare(Map<String, Long> totals, Label label) {
    Map<String, Long> few = new HashMap<>(totals);
    few.values().removeIf(count -> count >= label.minimumCount());
    return new HashSet<>(few.keySet());
  }

  boolean any() {
    return rare.stream().anyMatch(values -> !values.isEmpty());
  }

  @Override
  public Row call(Row row) {
    Object[] columns = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
    columns[Index.LABELS] = common(row.getStruct(Index.LABELS));
    return RowFactory.create(columns);
  }

  private Row common(Row labels) {
    Object[] values = new Object[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = common(LabelValues.of(labels, i), rare.get(i));
    }
    return RowFactory.create(values);
  }

  private static Object common(Object value, Set<String> rare) {
    if (value instanceof String[] values) {
      String[] kept =
          Arrays.stream(values).filter(each -> !rare.contains(each)).toArray(String[]::new);
      return kept.length == 0 ? null : kept;
    }
    return value instanceof String && rare.contains(value) ? null : value;
  }
}
