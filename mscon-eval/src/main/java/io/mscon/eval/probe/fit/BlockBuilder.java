package io.mscon.eval.probe.fit;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Makes blocks of the samples of a partition, each with its place among all rows.
 *
 * @param rows of all partitions
 * @param columns of the features
 */
record BlockBuilder(int rows, int columns)
    implements FlatMapFunction<Iterator<Tuple2<Long, Sample>>, Block> {

  @Override
  public Iterator<Block> call(Iterator<Tuple2<Long, Sample>> placed) {
    Map<Integer, Block> blocks = new TreeMap<>();
    while (placed.hasNext()) {
      Tuple2<Long, Sample> next = placed.next();
      int place = Math.toIntExact(next._1());
      Block block = blocks.computeIfAbsent(place / Block.ROWS, this::empty);
      copy(next._2(), block.values(), (place - block.first()) * columns);
    }
    return blocks.values().iterator();
  }

  private Block empty(int number) {
    int first = number * Block.ROWS;
    int count = Math.min(Block.ROWS, rows - first);
    return new Block(first, count, new float[Math.multiplyExact(count, columns)]);
  }

  private void copy(Sample sample, float[] target, int offset) {
    float[] features = sample.features();
    if (features.length != columns) {
      throw new IllegalStateException(
          "Cannot probe: %s has %d features, but others have %d (run mscon probe again)"
              .formatted(sample.id(), features.length, columns));
    }
    for (int i = 0; i < columns; i++) {
      if (!Float.isFinite(features[i])) {
        throw new IllegalStateException(
            "Cannot probe: feature %d of %s is %s (the encoder diverged; train it again)"
                .formatted(i, sample.id(), features[i]));
      }
    }
    System.arraycopy(features, 0, target, offset, columns);
  }
}
