package io.mscon.eval.probe.fit;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The training samples most similar to some queries, nearest first; of equals, the first in order
 * of id. A query may have fewer than asked for.
 */
public final class Neighbours implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int count;
  private final int[] rows;
  private final float[] similarities;

  /** Nobody's neighbours yet. */
  Neighbours(int queries, int count) {
    this.count = count;
    rows = new int[Math.multiplyExact(queries, count)];
    similarities = new float[rows.length];
    Arrays.fill(rows, -1);
  }

  /** Places of a query's neighbours among the training samples. */
  public int[] rows(int query) {
    int from = query * count;
    int to = from;
    while (to < from + count && rows[to] >= 0) {
      to++;
    }
    return Arrays.copyOfRange(rows, from, to);
  }

  /** Cosine similarity of a neighbour. */
  public float similarity(int query, int place) {
    return similarities[query * count + place];
  }

  /** Takes a sample in if it is nearer than the last. */
  void offer(int query, int row, float similarity) {
    int first = query * count;
    int place = first + count;
    while (place > first && isNearer(row, similarity, place - 1)) {
      place--;
    }
    if (place == first + count) {
      return;
    }
    System.arraycopy(rows, place, rows, place + 1, first + count - 1 - place);
    System.arraycopy(similarities, place, similarities, place + 1, first + count - 1 - place);
    rows[place] = row;
    similarities[place] = similarity;
  }

  private boolean isNearer(int row, float similarity, int than) {
    return rows[than] < 0
        || similarity > similarities[than]
        || similarity == similarities[than] && row < rows[than];
  }

  /** Takes in all neighbours that were found elsewhere. */
  void addAll(Neighbours others) {
    for (int i = 0; i < others.rows.length; i++) {
      if (others.rows[i] >= 0) {
        offer(i / count, others.rows[i], others.similarities[i]);
      }
    }
  }
}
