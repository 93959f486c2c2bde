package io.mscon.eval.probe;

import static org.apache.spark.sql.functions.col;

import io.mscon.data.Split;
import io.mscon.spark.table.ColumnNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table that {@link io.mscon.eval.embed.Embedding} wrote.
 *
 * @param rows all of it
 * @param tasks the labels that are probed
 */
record FeatureTable(Dataset<Row> rows, List<String> tasks) {

  /** All samples' labels, in order of id. */
  List<LabelledSample> samples() {
    List<LabelledSample> samples = new ArrayList<>();
    for (Row row : select(col("id"), col("split")).orderBy("id").collectAsList()) {
      String[] labels = new String[tasks.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = row.getString(i + 2);
      }
      samples.add(new LabelledSample(row.getString(0), row.getString(1), labels));
    }
    return samples;
  }

  /**
   * The training split's ids and features of an encoder.
   *
   * @param encoder the features' column
   */
  Dataset<Row> training(String encoder) {
    return rows.where(col("split").equalTo(Split.TRAIN.label())).select("id", encoder);
  }

  /**
   * The features of the samples that aren't for training, in order of id.
   *
   * @param encoder the features' column
   */
  List<float[]> heldOut(String encoder) {
    List<float[]> features = new ArrayList<>();
    Dataset<Row> heldOut = rows.where(col("split").notEqual(Split.TRAIN.label()));
    for (Row row : heldOut.select("id", encoder).orderBy("id").collectAsList()) {
      features.add(floats(row));
    }
    return features;
  }

  private static float[] floats(Row row) {
    List<Float> boxed = row.getList(1);
    float[] floats = new float[boxed.size()];
    int i = 0;
    for (float value : boxed) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException(
            "Cannot probe: feature %d of %s is %s (the encoder diverged; train it again)"
                .formatted(i, row.getString(0), value));
      }
      floats[i++] = value;
    }
    return floats;
  }

  private Dataset<Row> select(Column... first) {
    List<Column> columns = new ArrayList<>(List.of(first));
    tasks.forEach(task -> columns.add(ColumnNames.column(task)));
    return rows.select(columns.toArray(new Column[0]));
  }
}
