package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.BlockExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Adds up the lanes' gradients on the executors: each lane leaves its gradient in slices, one for
 * each range of the parameters; a task for each range adds up the lanes' slices and leaves the sum
 * for the driver, which so receives every number once, however many lanes there are.
 *
 * @param exchange where slices and sums are left
 * @param keys of this gradient
 * @param ranges of the parameters
 * @param precision of the gradient
 * @param driverOnly whether lanes on the driver's host leave their slices for the driver alone: it
 *     adds up itself if no lane is elsewhere
 */
record GradientReduction(
    BlockExchange exchange, SliceKeys keys, Ranges ranges, Precision precision, boolean driverOnly)
    implements Serializable {

  /**
   * Leaves a lane's gradient for whoever adds up.
   *
   * @return whether the driver can have all of it without the network
   */
  boolean leave(int lane, Values gradient, PhaseHook hook, long step) {
    UnaryOperator<Parcel> leaving = parcel -> hook.leave(Phase.GRADIENT, step, lane, parcel);
    ParcelWriter writer = new ParcelWriter(precision);
    boolean here = true;
    for (int range = 0; range < ranges.count(); range++) {
      here &=
          driverOnly && leaveForDriver(lane, range, gradient, writer, leaving)
              || leaveForAll(lane, range, gradient, leaving);
    }
    return here;
  }

  private boolean leaveForDriver(
      int lane, int range, Values gradient, ParcelWriter writer, UnaryOperator<Parcel> leaving) {
    int from = ranges.from(range);
    int size = ranges.size(range);
    return exchange.putHere(
        keys.slice(lane, range),
        ParcelWriter.length(precision, size),
        sink -> writer.write(sink, gradient, from, size, leaving));
  }

  private boolean leaveForAll(int lane, int range, Values gradient, UnaryOperator<Parcel> leaving) {
    Parcel slice = Parcel.of(gradient, ranges.from(range), ranges.size(range));
    return exchange.put(keys.slice(lane, range), leaving.apply(slice).bytes());
  }

  /**
   * Adds up a range in the order of the lanes: floating-point sums depend on their order, and the
   * order of arrival is chance.
   */
  RangeSum add(int range, PhaseHook hook, long step) {
    WorkClock clock = new WorkClock();
    Values sum = precision.zeros(ranges.size(range));
    ParcelReader reader = new ParcelReader(precision);
    List<String> problems = new ArrayList<>();
    for (int lane = 0; lane < keys.lanes(); lane++) {
      boolean first = lane == 0;
      Optional<Boolean> intact =
          exchange.get(
              keys.slice(lane, range), slice -> take(reader, first, slice, sum, 0, sum.length()));
      if (!intact.orElse(false)) {
        String how = intact.isEmpty() ? "lost with its executor" : "wrong checksum";
        problems.add("gradient of lane %d (%s)".formatted(lane, how));
      }
    }
    Parcel packed = hook.leave(Phase.REDUCE, step, range, Parcel.of(sum));
    exchange.put(keys.sum(range), packed.bytes());
    String problem = problems.isEmpty() ? null : String.join(", ", problems);
    return new RangeSum(range, sum.finite(), problem, clock.report());
  }

  /**
   * Adds up on the driver what needs no network to get there: where it is on the lanes' host a job
   * that adds up takes longer. The order is that of {@link #add}.
   *
   * @param target [parameters] the sum
   * @return whether every number is one; empty if something is not here, or damaged, which makes
   *     the target void
   */
  Optional<Boolean> addHere(Values target) {
    if (!exchange.mayBeHere()) {
      return Optional.empty();
    }
    List<Optional<Boolean>> finite =
        IntStream.range(0, ranges.count())
            .parallel()
            .mapToObj(range -> addHere(range, target))
            .toList();
    return finite.stream().allMatch(Optional::isPresent)
        ? Optional.of(finite.stream().allMatch(Optional::get))
        : Optional.empty();
  }

  private Optional<Boolean> addHere(int range, Values target) {
    ParcelReader reader = new ParcelReader(precision);
    int from = ranges.from(range);
    int size = ranges.size(range);
    for (int lane = 0; lane < keys.lanes(); lane++) {
      boolean first = lane == 0;
      Optional<Boolean> intact =
          exchange.getHere(
              keys.slice(lane, range), slice -> take(reader, first, slice, target, from, size));
      if (!intact.orElse(false)) {
        return Optional.empty();
      }
    }
    return Optional.of(target.finite(from, size));
  }

  private static boolean take(
      ParcelReader reader, boolean first, InputStream slice, Values sum, int from, int size)
      throws IOException {
    return first ? reader.unpack(slice, sum, from, size) : reader.add(slice, sum, from, size);
  }

  /**
   * Fetches the sums.
   *
   * @param target [parameters] where they go
   * @return what was lost or damaged on the way to the driver, which makes the target void
   */
  Optional<String> collect(Values target) {
    return IntStream.range(0, ranges.count())
        .parallel()
        .mapToObj(range -> collect(range, target))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> collect(int range, Values target) {
    ParcelReader reader = new ParcelReader(precision);
    boolean intact =
        exchange
            .get(
                keys.sum(range),
                sum -> reader.unpack(sum, target, ranges.from(range), ranges.size(range)))
            .orElse(false);
    return intact ? Optional.empty() : Optional.of("sum of parameter range " + range);
  }

  /** Forgets all slices and sums. */
  void forget() {
    keys.all().forEach(exchange::remove);
  }
}
