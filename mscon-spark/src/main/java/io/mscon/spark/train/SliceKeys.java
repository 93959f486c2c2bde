package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Names what the lanes and ranges of one gradient leave for each other.
 *
 * @param gradient its number, another one at every attempt
 * @param lanes how many
 * @param ranges of the parameters, how many
 */
record SliceKeys(long gradient, int lanes, int ranges) implements Serializable {
  /** Key of a range of a lane's gradient. */
  long slice(int lane, int range) {
    return first() + (long) lane * ranges + range;
  }

  /** Key of a range's sum. */
  long sum(int range) {
    return first() + (long) lanes * ranges + range;
  }

  /** The first of all keys; the others follow it. */
  long first() {
    return gradient * (lanes + 1L) * ranges;
  }

  /** One behind the last key. */
  long end() {
    return first() + (lanes + 1L) * ranges;
  }
}
