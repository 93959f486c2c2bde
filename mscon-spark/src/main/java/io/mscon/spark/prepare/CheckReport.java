package io.mscon.spark.prepare;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * What the first pass over some entries came to.
 *
 * @param entries how many
 * @param rejected how many were rejected
 * @param decoded how many pictures were read and decoded, because nothing was known of them
 * @param content sum of the hashes of all index rows, the same in whatever order they came
 */
record CheckReport(long entries, long rejected, long decoded, BigInteger content)
    implements Serializable {
  static final CheckReport NOTHING = new CheckReport(0, 0, 0, BigInteger.ZERO);

  CheckReport plus(CheckReport other) {
    return new CheckReport(
        entries + other.entries,
        rejected + other.rejected,
        decoded + other.decoded,
        content.add(other.content));
  }
}
