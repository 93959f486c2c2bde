package io.mscon.eval.embed;

import io.mscon.model.ForwardPass;
import io.mscon.model.Network;
import io.mscon.model.Weights;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Estimates an encoder's BatchNorm statistics: the average over micro-batches of those of each.
 * Gives the encoder's weights with these statistics.
 *
 * @param encoder its shape
 * @param weights its weights
 * @param settings what pictures go through
 * @param microBatch pictures in a micro-batch
 */
record StatisticsEstimate(
    FrozenEncoder encoder, Broadcast<byte[]> weights, PictureSettings settings, int microBatch)
    implements MapPartitionsFunction<Row, byte[]> {

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    try (Network network = encoder.open(weights.value());
        PictureReader reader = new PictureReader(settings)) {
      float[] statistics = average(network, reader, rows);
      float[] parameters = Weights.fromBytes(weights.value(), network.layout()).parameters();
      return Collections.singleton(new Weights(parameters, statistics).toBytes()).iterator();
    }
  }

  private float[] average(Network network, PictureReader reader, Iterator<Row> rows) {
    double[] sums = new double[network.layout().statisticCount()];
    float[] batch = new float[Math.multiplyExact(microBatch, settings.floats())];
    int batches = 0;
    int filled = fill(reader, rows, batch);
    do {
      add(network, Arrays.copyOf(batch, filled * settings.floats()), filled, sums);
      batches++;
      filled = fill(reader, rows, batch);
      // A smaller micro-batch at the end would weigh too much; it counts only if it is alone.
    } while (filled == microBatch);
    float[] average = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      average[i] = (float) (sums[i] / batches);
    }
    return average;
  }

  private int fill(PictureReader reader, Iterator<Row> rows, float[] batch) {
    int filled = 0;
    while (filled < microBatch && rows.hasNext()) {
      reader.read(rows.next(), batch, filled++);
    }
    return filled;
  }

  private static void add(Network network, float[] batch, int rows, double[] sums) {
    try (ForwardPass pass = network.forward(batch, rows)) {
      float[] statistics = pass.batchStatistics();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += statistics[i];
      }
    }
  }
}
