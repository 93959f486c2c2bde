package io.mscon.data;

import java.io.Serializable;

/** One label of the samples of a batch, in batch order. */
public sealed interface BatchLabels extends Serializable {
  /** How many samples. */
  int size();

  /**
   * Classes.
   *
   * @param classes [B] class of each sample, -1 where it is missing
   */
  record Classes(int[] classes) implements BatchLabels {
    @Override
    public int size() {
      return classes.length;
    }
  }

  /**
   * Sets of values.
   *
   * @param values [B][any] distinct values of each sample, null where the label is missing
   */
  record ValueSets(int[][] values) implements BatchLabels {
    @Override
    public int size() {
      return values.length;
    }
  }

  /**
   * Numbers.
   *
   * @param numbers [B] value of each sample, NaN where it is missing
   */
  record Numbers(double[] numbers) implements BatchLabels {
    @Override
    public int size() {
      return numbers.length;
    }
  }
}
