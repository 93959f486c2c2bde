package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * The middle job of a large step: the first pass over the pairs of a lane's rows.
 *
 * @param batch all rows
 * @param lanes how many share them
 */
record StatisticsTask(Broadcast<GlobalBatch> batch, int lanes) implements Serializable {

  /** Per metric, the statistics of a lane's rows. */
  List<RowStatistics> statistics(int lane) {
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
