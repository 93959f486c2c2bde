package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.BlockExchange;
import io.mscon.spark.cluster.BlockExchange.Address;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbers of one step on their way from the driver to the lanes, in chunks: every executor fetches
 * them in another order and passes on those that it has, so that the driver need not send them to
 * all.
 *
 * @param exchange where they are left
 * @param name of what they are; no other vector of a step has it
 * @param first key of the first chunk; the others follow it
 * @param chunks which numbers stand in which
 * @param precision of the numbers
 */
record SentVector(
    BlockExchange exchange, String name, long first, Ranges chunks, Precision precision)
    implements Serializable {

  /** How many numbers. */
  int length() {
    return chunks.length();
  }

  /** Leaves them on the driver. */
  void send(Values numbers) {
    IntStream.range(0, chunks.count())
        .parallel()
        .forEach(
            chunk -> {
              Parcel packed = Parcel.of(numbers, chunks.from(chunk), chunks.size(chunk));
              exchange.put(address(chunk), packed.bytes());
            });
  }

  /**
   * Fetches them.
   *
   * @param lane decides which chunk is the first
   * @param numbers where they go
   * @throws IllegalStateException if a chunk is not there or damaged
   */
  void receive(int lane, Values numbers) {
    ParcelReader reader = new ParcelReader(precision);
    for (int i = 0; i < chunks.count(); i++) {
      int chunk = (lane + i) % chunks.count();
      Optional<Boolean> intact =
          exchange.getAndKeep(
              address(chunk),
              bytes -> reader.unpack(bytes, numbers, chunks.from(chunk), chunks.size(chunk)));
      if (!intact.orElse(false)) {
        throw new IllegalStateException(
            "Cannot receive the %s: chunk %d of %d is %s (the task will be tried again)"
                .formatted(name, chunk + 1, chunks.count(), intact.isEmpty() ? "gone" : "damaged"));
      }
    }
  }

  /** Forgets them everywhere. */
  void forget() {
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      exchange.remove(address(chunk));
    }
  }

  private Address address(int chunk) {
    return new Address(name + "-" + chunk, first + chunk);
  }
}
