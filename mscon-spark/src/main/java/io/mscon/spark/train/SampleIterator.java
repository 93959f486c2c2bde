package io.mscon.spark.train;

import java.util.Iterator;
import scala.Tuple2;

/** The samples of a partition of (rank, sample) pairs. */
final class SampleIterator implements Iterator<Sample> {
  private final Iterator<Tuple2<Integer, Sample>> pairs;

  SampleIterator(Iterator<Tuple2<Integer, Sample>> pairs) {
    this.pairs = pairs;
  }

  @Override
  public boolean hasNext() {
    return pairs.hasNext();
  }

  @Override
  public Sample next() {
    return pairs.next()._2();
  }
}
