package io.mscon.loss;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What the first pass finds about each row of a range: enough for the loss, and for the second pass
 * of every row. Row {@code v * range.size() + b} is view v of sample {@code range.from() + b}.
 *
 * @param range the samples
 * @param views V
 * @param logSumExp [rows] LSE_i = log Σ_k exp(s_ik) over the row's candidates; 0 where it has none
 * @param positiveLogit [rows] Σ_j t_ij s_ij, summed over the row's terms
 * @param entropy [rows] H(t_i), summed over the row's terms
 * @param terms [rows] how many terms of the mean the row is the anchor of: 0 or 1, for per-value
 *     metrics the number of its shared values
 * @param weightSum [rows] Σ_j w_ij of set and continuous metrics, else 0
 */
public record RowStatistics(
    SampleRange range,
    int views,
    double[] logSumExp,
    double[] positiveLogit,
    double[] entropy,
    double[] terms,
    double[] weightSum)
    implements Serializable {

  /** Statistics of nothing seen yet. */
  static RowStatistics zeros(SampleRange range, int views) {
    int rows = range.size() * views;
    return new RowStatistics(
        range,
        views,
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows]);
  }

  /**
   * Puts the ranges of all lanes together; the order of the list doesn't matter.
   *
   * @param parts ranges that cover [0, B) without gap or overlap
   * @throws IllegalArgumentException if they don't
   */
  public static RowStatistics combine(List<RowStatistics> parts) {
    List<RowStatistics> sorted = parts.stream().sorted(byRange()).toList();
    SampleRange all = Ranges.requireCover(sorted.stream().map(RowStatistics::range).toList());
    RowStatistics combined = zeros(all, sorted.get(0).views);
    for (RowStatistics part : sorted) {
      for (int view = 0; view < combined.views; view++) {
        combined.copyView(part, view);
      }
    }
    return combined;
  }

  private static Comparator<RowStatistics> byRange() {
    return Comparator.comparingInt((RowStatistics part) -> part.range.from())
        .thenComparingInt(part -> part.range.to());
  }

  private void copyView(RowStatistics part, int view) {
    int from = view * part.range.size();
    int to = view * range.size() + part.range.from();
    int count = part.range.size();
    System.arraycopy(part.logSumExp, from, logSumExp, to, count);
    System.arraycopy(part.positiveLogit, from, positiveLogit, to, count);
    System.arraycopy(part.entropy, from, entropy, to, count);
    System.arraycopy(part.terms, from, terms, to, count);
    System.arraycopy(part.weightSum, from, weightSum, to, count);
  }
}
