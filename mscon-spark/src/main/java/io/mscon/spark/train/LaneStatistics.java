package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a lane returns from the middle job: small, so Java's own serialisation does.
 *
 * @param perMetric the statistics of the lane's rows
 * @param report times
 */
record LaneStatistics(List<RowStatistics> perMetric, LaneReport report)
    implements LaneResult, Serializable {

  @Override
  public Optional<String> damage() {
    return Optional.empty();
  }
}
