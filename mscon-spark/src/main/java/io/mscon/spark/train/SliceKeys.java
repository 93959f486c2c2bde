package io.mscon.spark.train;

import io.mscon.spark.cluster.BlockExchange.Address;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names what the lanes and ranges of one gradient leave for each other.
 *
 * @param first key
 * @param lanes how many
 * @param ranges of the parameters, how many
 */
record SliceKeys(long first, int lanes, int ranges) implements Serializable {
  /** Of a range of a lane's gradient. */
  Address slice(int lane, int range) {
    return new Address("gradient-%d-%d".formatted(lane, range), key(lane, range));
  }

  /** Of a range's sum. */
  Address sum(int range) {
    return new Address("sum-" + range, key(lanes, range));
  }

  /** All of them. */
  List<Address> all() {
    Stream<Address> slices =
        IntStream.range(0, lanes * ranges).mapToObj(i -> slice(i / ranges, i % ranges));
    return Stream.concat(slices, IntStream.range(0, ranges).mapToObj(this::sum)).toList();
  }

  private long key(int lane, int range) {
    return first + (long) lane * ranges + range;
  }
}
