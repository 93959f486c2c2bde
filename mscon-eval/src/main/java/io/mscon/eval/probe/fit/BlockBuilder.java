package io.mscon.eval.probe.fit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Makes blocks of the rows (id, features) of a partition, each with its place among all rows.
 *
 * @param rows of all partitions
 * @param columns of the features
 */
record BlockBuilder(int rows, int columns)
    implements FlatMapFunction<Iterator<Tuple2<Long, Row>>, Block> {

  @Override
  public Iterator<Block> call(Iterator<Tuple2<Long, Row>> placed) {
    Map<Integer, Block> blocks = new TreeMap<>();
    while (placed.hasNext()) {
      Tuple2<Long, Row> next = placed.next();
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

  private void copy(Row row, float[] target, int offset) {
    List<Float> features = row.getList(1);
    if (features.size() != columns) {
      throw new IllegalStateException(
          "Cannot probe: %s has %d features, but others have %d (run mscon probe again)"
              .formatted(row.getString(0), features.size(), columns));
    }
    int i = offset;
    for (float value : features) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException(
            "Cannot probe: feature %d of %s is %s (the encoder diverged; train it again)"
                .formatted(i - offset, row.getString(0), value));
      }
      target[i++] = value;
    }
  }
}
