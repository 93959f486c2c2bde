package io.mscon.spark.train;

import io.mscon.loss.RowStatistics;
import io.mscon.loss.SampleRange;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a lane returns from the middle job.
 *
 * @param range the lane's samples
 * @param views of each sample
 * @param numbers [metrics][5][views][samples] the arrays of {@link RowStatistics}, in its order,
 *     float64
 * @param report times
 */
record LaneStatistics(SampleRange range, int views, Parcel numbers, LaneReport report)
    implements LaneResult, Serializable {
  private static final int ARRAYS = 5;

  /**
   * Packs them.
   *
   * @param perMetric statistics of the same samples, at least one
   * @param clock of this task
   */
  static LaneStatistics of(List<RowStatistics> perMetric, WorkClock clock) {
    RowStatistics first = perMetric.get(0);
    Parcel numbers = clock.serialising(() -> pack(perMetric));
    return new LaneStatistics(first.range(), first.views(), numbers, clock.report());
  }

  private static Parcel pack(List<RowStatistics> perMetric) {
    List<double[]> arrays = perMetric.stream().flatMap(metric -> arrays(metric).stream()).toList();
    int rows = arrays.get(0).length;
    double[] numbers = new double[arrays.size() * rows];
    for (int i = 0; i < arrays.size(); i++) {
      System.arraycopy(arrays.get(i), 0, numbers, i * rows, rows);
    }
    return Parcel.of(Values.of(numbers));
  }

  private static List<double[]> arrays(RowStatistics statistics) {
    return List.of(
        statistics.logSumExp(),
        statistics.positiveLogit(),
        statistics.entropy(),
        statistics.terms(),
        statistics.weightSum());
  }

  /** The statistics of the lane's rows, metric by metric. */
  List<RowStatistics> perMetric() {
    int rows = range.size() * views;
    int metrics = numbers.content().length / (Double.BYTES * ARRAYS * rows);
    List<RowStatistics> statistics = new ArrayList<>();
    for (int metric = 0; metric < metrics; metric++) {
      int first = metric * ARRAYS;
      statistics.add(
          new RowStatistics(
              range,
              views,
              array(first, rows),
              array(first + 1, rows),
              array(first + 2, rows),
              array(first + 3, rows),
              array(first + 4, rows)));
    }
    return statistics;
  }

  private double[] array(int index, int rows) {
    Values array = Precision.FLOAT64.zeros(rows);
    numbers.unpack(array, index * rows, 0, rows);
    return array.float64();
  }

  /** The same with the numbers as they come out of something. */
  LaneStatistics through(UnaryOperator<Parcel> way) {
    return new LaneStatistics(range, views, way.apply(numbers), report);
  }

  @Override
  public Optional<String> damage() {
    return numbers.intact() ? Optional.empty() : Optional.of("loss of samples " + range);
  }
}
