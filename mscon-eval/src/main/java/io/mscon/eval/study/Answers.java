package io.mscon.eval.study;

import java.util.BitSet;
import java.util.List;

/**
 * Which test pictures a probe got right.
 *
 * @param ids of the pictures, sorted
 * @param right the places in ids of those that it got right
 */
record Answers(List<String> ids, BitSet right) {

  /** The share that is right. */
  double top1() {
    return (double) right.cardinality() / ids.size();
  }
}
