package io.mscon.spark.train;

import java.io.Serializable;
import java.util.Optional;

/**
 * What the task says that added up one range of the parameters' gradient. The sum itself is left in
 * the exchange.
 *
 * @param range which
 * @param finite whether every number is one
 * @param problem what was lost or damaged, which makes the sum void; null if nothing was
 * @param report times
 */
record RangeSum(int range, boolean finite, String problem, LaneReport report)
    implements LaneResult, Serializable {

  @Override
  public Optional<String> damage() {
    return Optional.ofNullable(problem);
  }
}
