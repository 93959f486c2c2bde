package io.mscon.eval.report.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The nearest test pictures of some test pictures, by the cosine of their features.
 *
 * @param test all test pictures
 * @param queries drawn pictures, in the order in which they were drawn
 */
public record Neighbours(TestFeatures test, List<Query> queries) {
  /** Neighbours of a picture. */
  public static final int NEAREST = 5;

  /** Most queries. */
  public static final int QUERIES = 500;

  private static final Comparator<Neighbour> NEAREST_FIRST =
      Comparator.comparingDouble((Neighbour neighbour) -> -neighbour.cosine())
          .thenComparingInt(Neighbour::row);

  /**
   * A picture that was asked about.
   *
   * @param row which
   * @param nearest its neighbours, the nearest first
   */
  public record Query(int row, List<Neighbour> nearest) {}

  /**
   * A neighbour.
   *
   * @param row which picture
   * @param cosine between its features and those of the query
   */
  public record Neighbour(int row, double cosine) {}

  /**
   * How much neighbours agree in a label.
   *
   * @param queries that have the label
   * @param share of their neighbours that have the label too and agree, of those that have it
   * @param chance the share that agrees among all other test pictures that have it
   */
  public record Agreement(int queries, double share, double chance) {}

  /**
   * Finds them.
   *
   * @param test pictures with finite features
   * @param seed decides which pictures are asked about
   */
  public static Neighbours of(TestFeatures test, long seed) {
    double[] norms = test.features().stream().mapToDouble(Neighbours::norm).toArray();
    List<Query> queries = new ArrayList<>();
    for (int row : test.draw(seed, QUERIES)) {
      queries.add(new Query(row, nearest(test, norms, row)));
    }
    return new Neighbours(test, List.copyOf(queries));
  }

  private static double norm(float[] features) {
    return Math.sqrt(dot(features, features));
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private static List<Neighbour> nearest(TestFeatures test, double[] norms, int query) {
    PriorityQueue<Neighbour> best = new PriorityQueue<>(NEAREST_FIRST.reversed());
    float[] features = test.features().get(query);
    for (int row = 0; row < norms.length; row++) {
      if (row != query) {
        double norm = norms[query] * norms[row];
        double cosine = norm == 0 ? 0 : dot(features, test.features().get(row)) / norm;
        best.add(new Neighbour(row, cosine));
        if (best.size() > NEAREST) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(NEAREST_FIRST).toList();
  }

  /**
   * How much neighbours agree.
   *
   * @param label in what
   */
  public Agreement agreement(TestLabel label) {
    int asked = 0;
    long[] near = new long[2];
    long[] all = new long[2];
    for (Query query : queries) {
      if (label.has(query.row())) {
        asked++;
        int[] rows = query.nearest().stream().mapToInt(Neighbour::row).toArray();
        count(label, query.row(), rows, near);
        count(label, query.row(), others(query.row()), all);
      }
    }
    return new Agreement(asked, share(near), share(all));
  }

  private int[] others(int query) {
    int[] rows = new int[test.ids().size() - 1];
    Arrays.setAll(rows, i -> i < query ? i : i + 1);
    return rows;
  }

  private static void count(TestLabel label, int query, int[] rows, long[] counts) {
    for (int row : rows) {
      if (label.has(row)) {
        counts[0]++;
        counts[1] += label.agree(query, row) ? 1 : 0;
      }
    }
  }

  private static double share(long[] counts) {
    return counts[0] == 0 ? 0 : (double) counts[1] / counts[0];
  }

  /**
   * The first queries that have a label.
   *
   * @param label which
   * @param most how many
   */
  public List<Query> examples(TestLabel label, int most) {
    return queries.stream().filter(query -> label.has(query.row())).limit(most).toList();
  }
}
