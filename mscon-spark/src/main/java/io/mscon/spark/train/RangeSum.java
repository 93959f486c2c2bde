package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
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
 * @param radialSums per metric, the sum of z dL/dz over all rows, float64; the same in all ranges
 * @param report times of this task
 * @param laneReports times of the lanes' tasks, in order
 */
record RangeSum(
    int range,
    Parcel sum,
    boolean finite,
    List<Integer> damagedLanes,
    Parcel radialSums,
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
    Values radialSums =
        Precision.FLOAT64.zeros(slices.get(0).radialSums().content().length / Double.BYTES);
    Values radial = Precision.FLOAT64.zeros(radialSums.length());
    Values next = zeros.precision().zeros(zeros.length());
    for (GradientSlice slice : slices) {
      if (!slice.intact()) {
        damaged.add(slice.lane());
      }
      slice.values().unpack(next, 0);
      zeros.add(next);
      slice.radialSums().unpack(radial, 0);
      radialSums.add(radial);
    }
    return new RangeSum(
        range,
        Parcel.of(zeros),
        zeros.finite(),
        damaged,
        Parcel.of(radialSums),
        clock.report(),
        slices.stream().map(GradientSlice::report).toList());
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
    boolean intact = sum.intact() && radialSums.intact();
    return intact ? Optional.empty() : Optional.of("sum of the parameter range " + range);
  }
}
