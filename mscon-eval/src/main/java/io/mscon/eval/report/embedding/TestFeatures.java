package io.mscon.eval.report.embedding;

import static org.apache.spark.sql.functions.col;

import io.mscon.data.Split;
import io.mscon.eval.embed.Embedding;
import io.mscon.eval.embed.RunTables;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.LiteralPaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The trained encoder's features of the test pictures, in order of id.
 *
 * @param ids the pictures
 * @param labels all labels
 * @param features of each picture
 */
public record TestFeatures(List<String> ids, List<TestLabel> labels, List<float[]> features) {

  /**
   * Reads a run's features.
   *
   * @param spark the session
   * @param run the run's folder
   * @return nothing if it has none
   * @throws IOException if the folder can't be looked at
   */
  public static Optional<TestFeatures> read(SparkSession spark, Storage run) throws IOException {
    if (!run.exists(RunFiles.FEATURES)) {
      return Optional.empty();
    }
    Dataset<Row> table =
        spark.read().parquet(LiteralPaths.escape(RunTables.path(run, RunFiles.FEATURES)));
    List<Row> rows =
        table
            .where(col("split").equalTo(Split.TEST.label()))
            .drop("split", Embedding.RANDOM)
            .orderBy("id")
            .collectAsList();
    List<TestLabel> labels = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      if (!Set.of("id", "split", Embedding.TRAINED, Embedding.RANDOM).contains(field.name())) {
        labels.add(label(field.name(), field.dataType(), rows));
      }
    }
    return Optional.of(
        new TestFeatures(
            rows.stream().map(row -> row.<String>getAs("id")).toList(),
            List.copyOf(labels),
            rows.stream().map(TestFeatures::features).toList()));
  }

  private static TestLabel label(String name, DataType type, List<Row> rows) {
    int column = rows.isEmpty() ? 0 : rows.get(0).fieldIndex(name);
    if (type.equals(DataTypes.DoubleType)) {
      return TestLabel.ofNumbers(
          name,
          rows.stream()
              .mapToDouble(row -> row.isNullAt(column) ? Double.NaN : row.getDouble(column))
              .toArray());
    }
    return TestLabel.ofValues(name, rows.stream().map(row -> values(row, column)).toList());
  }

  private static Set<String> values(Row row, int column) {
    if (row.isNullAt(column)) {
      return Set.of();
    }
    Object value = row.get(column);
    return value instanceof String text ? Set.of(text) : new TreeSet<>(row.getList(column));
  }

  private static float[] features(Row row) {
    List<Float> boxed = row.getList(row.fieldIndex(Embedding.TRAINED));
    float[] floats = new float[boxed.size()];
    int i = 0;
    for (float value : boxed) {
      floats[i++] = value;
    }
    return floats;
  }

  /** Whether every number is finite: those of an encoder that diverged are not. */
  public boolean finite() {
    for (float[] row : features) {
      for (float value : row) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Rows in an order that the seed decides.
   *
   * @param seed the run's
   * @param most how many at most
   */
  int[] draw(long seed, int most) {
    record Drawn(int row, long key) {}
    return IntStream.range(0, ids.size())
        .mapToObj(row -> new Drawn(row, key(seed, ids.get(row))))
        .sorted(Comparator.comparingLong(Drawn::key).thenComparingInt(Drawn::row))
        .limit(most)
        .mapToInt(Drawn::row)
        .toArray();
  }

  private static long key(long seed, String id) {
    return RandomStream.of(seed, RandomUse.REPORT, RandomStream.coordinateOf(id)).nextLong();
  }
}
