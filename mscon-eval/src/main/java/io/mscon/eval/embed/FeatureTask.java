package io.mscon.eval.embed;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Embeds the rows of a partition.
 *
 * @param encoder the encoders' shape
 * @param trained weights of the trained encoder
 * @param random weights of the random encoder
 * @param settings what pictures go through
 * @param batch pictures that go through the encoders at once
 */
record FeatureTask(
    FrozenEncoder encoder,
    Broadcast<byte[]> trained,
    Broadcast<byte[]> random,
    PictureSettings settings,
    int batch)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    FeatureIterator features = new FeatureIterator(this, rows);
    // Spark may stop asking before the end; the task's end comes in any case.
    TaskCompletionListener release = context -> features.close();
    TaskContext.get().addTaskCompletionListener(release);
    return features;
  }
}
