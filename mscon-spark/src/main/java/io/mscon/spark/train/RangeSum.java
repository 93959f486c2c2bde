package io.mscon.spark.train;

import io.mscon.numeric.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The sum of one range of the parameters' gradient.
 *
 * @param range which
 * @param sum over the lanes
 * @param finite whether every number is one
 * @param damagedLanes lanes whose slice was not what they had packed; the sum is void then
 * @param radialSums per metric, the sum of z dL/dz over all rows; the same in all ranges
 * @param report times of this task
 * @param laneReports times of the lanes' tasks, in order
 */
record RangeSum(
    int range,
    Parcel sum,
    boolean finite,
    List<Integer> damagedLanes,
    double[] radialSums,
    LaneReport report,
    List<LaneReport> laneReports)
    implements LaneResult, Serializable {

  /**
   * Adds up slices in the order of the lanes: floating-point sums depend on their order, and the
   * order of arrival is chance.
   *
   * @param range which
   * @param arrived one slice of every lane
   * @param zeros where the sum goes
   * @param clock of this task
   */
  static RangeSum of(int range, List<GradientSlice> arrived, Values zeros, WorkClock clock) {
    List<GradientSlice> slices = new ArrayList<>(arrived);
    slices.sort(Comparator.comparingInt(GradientSlice::lane));
    List<Integer> damaged = new ArrayList<>();
    double[] radialSums = new double[slices.get(0).radialSums().length];
    Values next = zeros.precision().zeros(zeros.length());
    for (GradientSlice slice : slices) {
      if (!slice.values().intact()) {
        damaged.add(slice.lane());
      }
      slice.values().unpack(next, 0);
      zeros.add(next);
      add(slice.radialSums(), radialSums);
    }
    return new RangeSum(
        range,
        Parcel.of(zeros),
        zeros.finite(),
        damaged,
        radialSums,
        clock.report(),
        slices.stream().map(GradientSlice::report).toList());
  }

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  /** The same with the sum as it comes out of something. */
  RangeSum through(UnaryOperator<Parcel> way) {
    return new RangeSum(
        range, way.apply(sum), finite, damagedLanes, radialSums, report, laneReports);
  }

  @Override
  public Optional<String> damage() {
    if (!damagedLanes.isEmpty()) {
      return Optional.of("gradients of the lanes " + damagedLanes);
    }
    return sum.intact() ? Optional.empty() : Optional.of("sum of the parameter range " + range);
  }
}
