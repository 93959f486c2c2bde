package io.mscon.eval.probe;

import io.mscon.eval.probe.fit.Neighbours;

/**
 * The weighted vote of nearest neighbours: each adds exp(cosine / 0.07) to its class (Wu et al.
 * 2018, arXiv 1805.01978).
 *
 * @param labelled the task and the training samples' classes
 * @param neighbours of the queries
 */
record NeighbourVote(LabelledTask labelled, Neighbours neighbours) {
  private static final double TEMPERATURE = 0.07;

  /** The votes of each class. */
  double[] scores(int query) {
    double[] scores = new double[labelled.task().classes().size()];
    int[] rows = neighbours.rows(query);
    for (int place = 0; place < rows.length; place++) {
      scores[labelled.labels()[rows[place]]] +=
          Math.exp(neighbours.similarity(query, place) / TEMPERATURE);
    }
    return scores;
  }
}
