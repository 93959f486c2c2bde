package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.BlockExchange;
import io.mscon.spark.cluster.BlockExchange.Address;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The network's parameters of one step on their way to the lanes, in chunks: every executor fetches
 * them in another order and passes on those that it has, so that the driver need not send them to
 * all.
 *
 * @param exchange where they are left
 * @param first key of the first chunk; the others follow it
 * @param chunks which parameters stand in which
 * @param precision of the parameters
 */
record SentParameters(
    BlockExchange exchange, long first, ParameterRanges chunks, Precision precision)
    implements Serializable {

  /** Leaves them on the driver. */
  void send(Values parameters) {
    IntStream.range(0, chunks.count())
        .parallel()
        .forEach(
            chunk -> {
              Parcel packed = Parcel.of(parameters, chunks.from(chunk), chunks.size(chunk));
              exchange.put(address(chunk), packed.bytes());
            });
  }

  /**
   * Fetches them.
   *
   * @param lane decides which chunk is the first
   * @param parameters where they go
   * @throws IllegalStateException if a chunk is not there or damaged
   */
  void receive(int lane, Values parameters) {
    ParcelReader reader = new ParcelReader(precision);
    for (int i = 0; i < chunks.count(); i++) {
      int chunk = (lane + i) % chunks.count();
      Optional<Boolean> intact =
          exchange.getAndKeep(
              address(chunk),
              bytes -> reader.unpack(bytes, parameters, chunks.from(chunk), chunks.size(chunk)));
      if (!intact.orElse(false)) {
        throw new IllegalStateException(
            "Cannot receive the parameters: chunk %d of %d is %s (the task will be tried again)"
                .formatted(chunk + 1, chunks.count(), intact.isEmpty() ? "gone" : "damaged"));
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
    return new Address("parameters-" + chunk, first + chunk);
  }
}
