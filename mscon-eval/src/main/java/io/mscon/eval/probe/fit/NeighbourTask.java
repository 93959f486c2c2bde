package io.mscon.eval.probe.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * Finds, among the samples of a partition, the neighbours of all queries: for each task among those
 * that have its label.
 *
 * @param queries unit rows, [queries][columns]
 * @param labels per task: each training sample's class, -1 where it is missing
 * @param columns of a row
 * @param count neighbours that are wanted
 */
record NeighbourTask(Broadcast<float[]> queries, Broadcast<int[][]> labels, int columns, int count)
    implements Serializable {
  /**
   * Queries of a matrix product: the same for all partitions, so that bits don't depend on them.
   */
  private static final int QUERIES = 256;

  Iterator<List<Neighbours>> call(Iterator<Block> blocks) {
    List<Neighbours> found = nobody();
    while (blocks.hasNext()) {
      search(blocks.next(), found);
    }
    return List.of(found).iterator();
  }

  /** Per task, no neighbours. */
  List<Neighbours> nobody() {
    List<Neighbours> none = new ArrayList<>();
    for (int task = 0; task < labels.value().length; task++) {
      none.add(new Neighbours(queries.value().length / columns, count));
    }
    return none;
  }

  private void search(Block block, List<Neighbours> found) {
    float[] all = queries.value();
    int rows = all.length / columns;
    float[] samples = UnitVectors.transposed(block.values(), columns);
    for (int from = 0; from < rows; from += QUERIES) {
      int size = Math.min(QUERIES, rows - from);
      float[] part = new float[size * columns];
      System.arraycopy(all, from * columns, part, 0, part.length);
      float[] similarities = new float[size * block.rows()];
      MatrixProduct.plain(size, block.rows(), columns, part, samples, similarities);
      offer(block, from, similarities, found);
    }
  }

  private void offer(Block block, int firstQuery, float[] similarities, List<Neighbours> found) {
    for (int task = 0; task < found.size(); task++) {
      int[] classes = labels.value()[task];
      for (int i = 0; i < similarities.length; i++) {
        int row = block.first() + i % block.rows();
        if (classes[row] >= 0) {
          found.get(task).offer(firstQuery + i / block.rows(), row, similarities[i]);
        }
      }
    }
  }
}
