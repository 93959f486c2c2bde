package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The middle job of a large step: the first pass over the pairs of a lane's rows.
 *
 * @param step optimiser steps done before it
 * @param batch all rows
 * @param lanes how many share them
 */
record StatisticsTask(long step, GlobalBatch batch, int lanes) implements Serializable {

  /** What a lane returns. */
  LaneStatistics statistics(int lane) {
    WorkClock clock = new WorkClock();
    return LaneStatistics.of(perMetric(lane, clock), clock);
  }

  /** Per metric, the statistics of a lane's rows. */
  private List<RowStatistics> perMetric(int lane, WorkClock clock) {
    List<RowStatistics> statistics = new ArrayList<>();
    for (int metric = 0; metric < batch.labels().size(); metric++) {
      statistics.add(
          batch.statistics(
              metric, batch.receive(metric, lane, clock), batch.samplesOf(lane, lanes)));
    }
    return statistics;
  }
}
