package io.mscon.eval.probe.fit;

import org.apache.spark.Partitioner;

/** Blocks that follow each other stay together; rows decide their number, never the cluster. */
final class BlockPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;
  private static final int LEAST_BLOCKS = 4;
  private static final int MOST_PARTITIONS = 64;

  private final int partitions;
  private final int blocksEach;

  BlockPartitioner(int rows) {
    int blocks = (rows + Block.ROWS - 1) / Block.ROWS;
    blocksEach = Math.max(LEAST_BLOCKS, (blocks + MOST_PARTITIONS - 1) / MOST_PARTITIONS);
    partitions = (blocks + blocksEach - 1) / blocksEach;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object place) {
    return (int) ((long) place / Block.ROWS / blocksEach);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner that
        && partitions == that.partitions
        && blocksEach == that.blocksEach;
  }

  @Override
  public int hashCode() {
    return 31 * partitions + blocksEach;
  }
}
