package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * The middle job of a large step: the first pass over the pairs of a lane's rows.
 *
 * @param step optimiser steps done before it
 * @param batch all rows
 * @param lanes how many share them
 */
record StatisticsTask(long step, Broadcast<GlobalBatch> batch, int lanes) implements Serializable {

  /** What a lane returns. */
  LaneStatistics statistics(int lane) {
    WorkClock clock = new WorkClock();
    clock.serialising(batch::value);
    return LaneStatistics.of(perMetric(lane), clock);
  }

  /** Per metric, the statistics of a lane's rows. */
  List<RowStatistics> perMetric(int lane) {
    GlobalBatch all = batch.value();
    List<RowStatistics> statistics = new ArrayList<>();
    for (int metric = 0; metric < all.metrics().size(); metric++) {
      statistics.add(
          all.loss()
              .statistics(
                  all.targets(metric),
                  all.unitRows(metric),
                  all.logVariances()[metric],
                  all.samplesOf(lane, lanes)));
    }
    return statistics;
  }
}
