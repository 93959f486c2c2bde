package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import org.apache.spark.Partitioner;

/** Lane = partition: sends each sample's rank to the lane that owns it. */
final class LanePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int lanes;

  LanePartitioner(BatchPlan plan) {
    this.lanes = plan.lanes();
  }

  @Override
  public int numPartitions() {
    return lanes;
  }

  @Override
  public int getPartition(Object rank) {
    return (Integer) rank % lanes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LanePartitioner that && that.lanes == lanes;
  }

  @Override
  public int hashCode() {
    return lanes;
  }
}
