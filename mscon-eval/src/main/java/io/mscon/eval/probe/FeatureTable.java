package io.mscon.eval.probe;

import static org.apache.spark.sql.functions.col;

import io.mscon.data.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

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
   * The training split's features of an encoder, standardised and cached in one partition in order
   * of id, so that every fit adds up the same numbers in the same order.
   *
   * @param encoder the features' column
   * @param probed the tasks that are probed, of those of this table
   * @param standardiser made from the same features
   */
  Dataset<Row> examples(String encoder, List<ProbeTask> probed, Standardiser standardiser) {
    ArrayList<Map<String, Integer>> classes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ProbeTask task : probed) {
      Map<String, Integer> numbers = new HashMap<>();
      task.classes().forEach(name -> numbers.put(name, numbers.size()));
      classes.add(numbers);
      names.add(task.name());
    }
    return new FeatureTable(training(), names)
        .select(col(encoder))
        .map(new ExampleTask(standardiser, classes), Encoders.row(ExampleTask.schema()))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Makes a standardiser from the training split's features.
   *
   * @param encoder the features' column
   */
  Standardiser standardiser(String encoder) {
    Iterator<Row> rows = training().select(encoder).toLocalIterator();
    return Standardiser.of(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public float[] next() {
            return ExampleTask.floats(rows.next(), 0);
          }
        });
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
      features.add(ExampleTask.floats(row, 1));
    }
    return features;
  }

  private Dataset<Row> training() {
    return rows.where(col("split").equalTo(Split.TRAIN.label()))
        .coalesce(1)
        .sortWithinPartitions("id");
  }

  private Dataset<Row> select(Column... first) {
    List<Column> columns = new ArrayList<>(List.of(first));
    tasks.forEach(task -> columns.add(col("`" + task + "`")));
    return rows.select(columns.toArray(new Column[0]));
  }
}
