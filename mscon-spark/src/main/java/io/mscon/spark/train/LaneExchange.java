package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.BlockExchange;

/** Gives names, new in every step, to what driver and lanes leave for each other. */
final class LaneExchange {
  /** Enough for executors to share the work and pass it on; more would only make more blocks. */
  private static final int MOST_RANGES = 16;

  /** Below it the messages about a chunk cost more than its bytes. */
  private static final int LEAST_CHUNK_BYTES = 1 << 20;

  private final int lanes;
  private BlockExchange exchange;
  private long nextKey;

  /**
   * Opens it. To be called on the driver.
   *
   * @param owner a number that no other exchange of the application has, such as an RDD's id
   * @param lanes how many
   */
  LaneExchange(int owner, int lanes) {
    this.lanes = lanes;
    this.exchange = BlockExchange.open(owner);
  }

  /** Treats driver and executors as if each had a host of its own. */
  void keepApart() {
    exchange.close();
    exchange = exchange.apart();
  }

  /**
   * Leaves numbers for the lanes; the caller has them forgotten.
   *
   * @param name of what they are; no other vector of a step has it
   * @param numbers may change when this returns
   */
  SentVector send(String name, Values numbers) {
    Ranges chunks = new Ranges(numbers.length(), chunks(numbers));
    SentVector sent =
        new SentVector(exchange, name, keys(chunks.count()), chunks, numbers.precision());
    sent.send(numbers);
    return sent;
  }

  private int chunks(Values numbers) {
    long bytes = (long) numbers.length() * numbers.precision().bytes();
    return (int) Math.max(1, Math.min(bytes / LEAST_CHUNK_BYTES, ranges()));
  }

  /**
   * Names for adding up a gradient.
   *
   * @param parameters how many
   * @param precision of the gradient
   * @param driverOnly whether lanes on the driver's host leave it for the driver alone
   */
  GradientReduction reduction(int parameters, Precision precision, boolean driverOnly) {
    int ranges = ranges();
    return new GradientReduction(
        exchange,
        new SliceKeys(keys((lanes + 1) * ranges), lanes, ranges),
        new Ranges(parameters, ranges),
        precision,
        driverOnly);
  }

  private int ranges() {
    return Math.min(lanes, MOST_RANGES);
  }

  /** The first of so many keys of the exchange that were never used. */
  private long keys(int count) {
    long first = nextKey;
    nextKey += count;
    return first;
  }

  /** Frees what was left. */
  void close() {
    exchange.close();
  }
}
