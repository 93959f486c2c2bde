package io.mscon.eval.describe;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Cramér's V with Bergsma's correction of its bias (Bergsma 2013, "A bias-correction for Cramér's V
 * and Tschuprow's T"): 0 if two labels are independent, 1 if the one with fewer values follows from
 * the other. Without the correction few pictures and many values look like dependence.
 *
 * <p>φ² = χ²/n; φ̃² = max(0, φ² − (r−1)(k−1)/(n−1)); r̃ = r − (r−1)²/(n−1), k̃ likewise; Ṽ² = φ̃² /
 * min(r̃−1, k̃−1).
 */
final class CramersV {
  private CramersV() {}

  /**
   * V between two labels of which a picture has one value each; nothing if one of them is constant,
   * or if there are too few pictures to tell.
   */
  static OptionalDouble of(PairCounts counts) {
    double sum = 0;
    for (Map.Entry<String, Map<String, Long>> row : counts.both().entrySet()) {
      double inRow = counts.first().get(row.getKey());
      for (Map.Entry<String, Long> cell : row.getValue().entrySet()) {
        double count = cell.getValue();
        sum += count * count / (inRow * counts.second().get(cell.getKey()));
      }
    }
    return corrected(sum - 1, counts.pictures(), counts.first().size(), counts.second().size());
  }

  /**
   * V between having a value of the first label and the second label's value, of which a picture
   * has one.
   *
   * @param value of the first label
   */
  static OptionalDouble ofHaving(String value, PairCounts counts) {
    double all = counts.pictures();
    double having = counts.first().get(value);
    double sum = -having * having / all;
    for (Map.Entry<String, Long> cell : counts.both().getOrDefault(value, Map.of()).entrySet()) {
      double count = cell.getValue();
      sum += count * count / counts.second().get(cell.getKey());
    }
    double phiSquared = sum / (having * (1 - having / all));
    return corrected(phiSquared, counts.pictures(), rows(having, all), counts.second().size());
  }

  /**
   * V between having a value of the first label and having a value of the second.
   *
   * @param value of the first label
   * @param other of the second label
   */
  static OptionalDouble ofHaving(String value, String other, PairCounts counts) {
    double all = counts.pictures();
    double having = counts.first().get(value);
    double havingOther = counts.second().get(other);
    double difference = all * counts.both(value, other) - having * havingOther;
    double phiSquared =
        difference * difference / (having * (all - having) * havingOther * (all - havingOther));
    return corrected(phiSquared, counts.pictures(), rows(having, all), rows(havingOther, all));
  }

  /** A value that every picture has tells nothing apart. */
  private static int rows(double having, double all) {
    return having < all ? 2 : 1;
  }

  private static OptionalDouble corrected(double phiSquared, long pictures, int rows, int columns) {
    if (rows < 2 || columns < 2) {
      return OptionalDouble.empty();
    }
    double degrees = (rows - 1.0) * (columns - 1.0);
    double corrected = Math.max(0, phiSquared - degrees / (pictures - 1));
    double most = Math.min(mostPhiSquared(rows, pictures), mostPhiSquared(columns, pictures));
    return most > 0
        ? OptionalDouble.of(Math.min(1, Math.sqrt(corrected / most)))
        : OptionalDouble.empty();
  }

  private static double mostPhiSquared(int values, long pictures) {
    double others = values - 1.0;
    return others - others * others / (pictures - 1);
  }
}
