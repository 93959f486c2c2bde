package io.mscon.loss;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What the second pass finds for one metric and the rows of a range, ordered as in {@link
 * RowStatistics}.
 *
 * @param range the samples
 * @param views V
 * @param dz [rows][D] gradient of the weighted loss with respect to the unit rows
 * @param radial [rows] z_i·dL/dz_i of the metric's loss before the metric's weight. Half the sum
 *     over all rows is Σ_ij (p_ij − t_ij) s_ij over the divisor, which is both what the
 *     temperature's gradient and what the softmax's entropy need
 */
public record RowGradient(SampleRange range, int views, Rows dz, double[] radial)
    implements Serializable {
  /**
   * Puts the ranges of all lanes together; the order of the list doesn't matter.
   *
   * @param parts ranges that cover [0, B) without gap or overlap
   * @throws IllegalArgumentException if they don't
   */
  public static RowGradient combine(List<RowGradient> parts) {
    List<RowGradient> sorted = parts.stream().sorted(byRange()).toList();
    SampleRange all = Ranges.requireCover(sorted.stream().map(RowGradient::range).toList());
    int views = sorted.get(0).views;
    RowGradient combined =
        new RowGradient(
            all, views, sorted.get(0).dz.zeros(views * all.size()), new double[views * all.size()]);
    for (RowGradient part : sorted) {
      combined.copy(part);
    }
    return combined;
  }

  /** Σ_i z_i·dL/dz_i over these rows, added up in row order. */
  public double radialSum() {
    double sum = 0;
    for (double value : radial) {
      sum += value;
    }
    return sum;
  }

  private static Comparator<RowGradient> byRange() {
    return Comparator.comparingInt((RowGradient part) -> part.range.from())
        .thenComparingInt(part -> part.range.to());
  }

  private void copy(RowGradient part) {
    for (int view = 0; view < views; view++) {
      for (int sample = 0; sample < part.range.size(); sample++) {
        int from = view * part.range.size() + sample;
        int to = view * range.size() + part.range.from() + sample;
        dz.copyRow(part.dz, from, to);
        radial[to] = part.radial[from];
      }
    }
  }
}
