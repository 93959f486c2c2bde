package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Names what the lanes and ranges of one gradient leave for each other.
 *
 * @param first key
 * @param lanes how many
 * @param ranges of the parameters, how many
 */
record SliceKeys(long first, int lanes, int ranges) implements Serializable {
  /** Key of a range of a lane's gradient. */
  long slice(int lane, int range) {
    return first + (long) lane * ranges + range;
  }

  /** Key of a range's sum. */
  long sum(int range) {
    return slice(lanes, range);
  }

  /** One behind the last key. */
  long end() {
    return slice(lanes + 1, 0);
  }
}
