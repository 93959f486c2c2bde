package io.mscon.spark.train;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a lane returns from the first job.
 *
 * @param lane which
 * @param rows [metrics][views][laneBatch][outputs of the head]
 * @param batchStatistics BatchNorm's statistics, added up over the lane's micro-batches, float32
 * @param microBatches how many
 * @param report times
 */
record LaneEmbeddings(
    int lane, Parcel rows, Parcel batchStatistics, int microBatches, LaneReport report)
    implements LaneResult, Serializable {

  /** The same with the rows as they come out of something. */
  LaneEmbeddings through(UnaryOperator<Parcel> way) {
    return new LaneEmbeddings(lane, way.apply(rows), batchStatistics, microBatches, report);
  }

  @Override
  public Optional<String> damage() {
    boolean intact = rows.intact() && batchStatistics.intact();
    return intact ? Optional.empty() : Optional.of("embeddings of lane " + lane);
  }
}
