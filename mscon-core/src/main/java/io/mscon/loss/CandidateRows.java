package io.mscon.loss;

import java.util.Arrays;

/**
 * The rows that stand in denominators, moved together: rows without a label take no part in the
 * pairs.
 */
final class CandidateRows {
  private final int[] candidates;
  private final int[] placeOf;

  private CandidateRows(int[] candidates, int[] placeOf) {
    this.candidates = candidates;
    this.placeOf = placeOf;
  }

  static CandidateRows of(Targets targets) {
    int[] candidates = targets.candidateRows();
    int[] placeOf = new int[targets.rows()];
    Arrays.fill(placeOf, -1);
    for (int place = 0; place < candidates.length; place++) {
      placeOf[candidates[place]] = place;
    }
    return new CandidateRows(candidates, placeOf);
  }

  RowMatrix compact(RowMatrix rows) {
    return candidates.length == rows.rows() ? rows : rows.select(candidates);
  }

  void logSumExp(PairSums pairs, int[] rows, double[] logSumExp, double[] expectedLogit) {
    int[] positions = positionsOfCandidates(rows);
    double[] sums = new double[positions.length];
    double[] expected = expectedLogit == null ? null : new double[positions.length];
    pairs.logSumExp(places(rows, positions), sums, expected);
    for (int i = 0; i < positions.length; i++) {
      logSumExp[positions[i]] = sums[i];
      if (expectedLogit != null) {
        expectedLogit[positions[i]] = expected[i];
      }
    }
  }

  RowMatrix pull(
      PairSums pairs, int[] rows, double[] logSumExp, Targets targets, RowMatrix unitRows) {
    double[] sums = new double[candidates.length];
    int[] multiplicity = new int[candidates.length];
    for (int place = 0; place < candidates.length; place++) {
      sums[place] = logSumExp[candidates[place]];
      multiplicity[place] = targets.terms(candidates[place]);
    }
    int[] positions = positionsOfCandidates(rows);
    RowMatrix pulled = unitRows.zeros(positions.length);
    pairs.pull(places(rows, positions), sums, multiplicity, pulled);
    RowMatrix result = unitRows.zeros(rows.length);
    for (int i = 0; i < positions.length; i++) {
      result.copyRow(positions[i], pulled, i);
    }
    return result;
  }

  private int[] positionsOfCandidates(int[] rows) {
    int[] positions = new int[rows.length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (placeOf[rows[i]] >= 0) {
        positions[count++] = i;
      }
    }
    return Arrays.copyOf(positions, count);
  }

  private int[] places(int[] rows, int[] positions) {
    return Arrays.stream(positions).map(position -> placeOf[rows[position]]).toArray();
  }
}
