package io.mscon.loss;

import java.io.Serializable;

/**
 * The samples that a lane owns in a global batch, in all their views.
 *
 * @param from first sample
 * @param to one beyond the last
 */
public record SampleRange(int from, int to) implements Serializable {

  /**
   * Rows of the samples, view by view.
   *
   * @param samples B of the whole batch
   * @param views V of each
   */
  public int[] rows(int samples, int views) {
    int[] rows = new int[views * (to - from)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i / (to - from) * samples + from + i % (to - from);
    }
    return rows;
  }
}
