package io.mscon.loss;

/**
 * The two passes over all pairs of candidate rows, which is all that differs between precisions.
 * Candidate row {@code k * V + v} is view v of candidate k: an order in which a range of samples is
 * a range of rows.
 */
sealed interface PairEngine permits Float32Engine, Float64Engine {
  /**
   * First pass.
   *
   * @param from first own candidate row
   * @param to one past the last
   */
  PairSums forward(Targets targets, int from, int to);

  /**
   * Second pass: {@code Σ_j (m_i p_ij + m_j p_ji − w_ij (u_i + u_j)) z_j} of own rows.
   *
   * @param all per-row factors of all candidate rows
   * @param from first own candidate row
   * @param to one past the last
   * @return [to − from][D]
   */
  Rows backward(Targets targets, PairFactors all, int from, int to);

  /**
   * Engine of the rows' precision.
   *
   * @param unit [N][D] rows of length 1
   * @param temperature τ
   */
  static PairEngine of(Rows unit, double temperature) {
    if (unit instanceof Rows.Float32 single) {
      return new Float32Engine(single, temperature);
    }
    return new Float64Engine((Rows.Float64) unit, temperature);
  }

  /**
   * What the first pass finds.
   *
   * @param logSumExp [own rows] log Σ_j exp(s_ij)
   * @param weightedLogit [own rows] Σ_j w_ij s_ij of {@link PairTargets}, else 0
   */
  record PairSums(double[] logSumExp, double[] weightedLogit) {}

  /**
   * What the second pass needs of each row.
   *
   * @param logSumExp [rows]
   * @param terms [rows] m_i, how many terms the row is the anchor of, times its own weight a_i
   * @param inverseWeight [rows] u_i = a_i / Σ_j w_ij of valid anchors of {@link PairTargets}, else
   *     0
   */
  record PairFactors(double[] logSumExp, double[] terms, double[] inverseWeight) {
    /** Those of the candidate rows, from the statistics of all rows. */
    static PairFactors of(Targets targets, RowStatistics all, AnchorWeights anchors) {
      int rows = targets.candidateCount() * targets.views();
      PairFactors factors = new PairFactors(new double[rows], new double[rows], new double[rows]);
      for (int candidate = 0; candidate < rows; candidate++) {
        int row = targets.row(candidate / targets.views(), candidate % targets.views());
        double weight = all.weightSum()[row];
        factors.logSumExp[candidate] = all.logSumExp()[row];
        factors.terms[candidate] = all.terms()[row] * anchors.of(row);
        factors.inverseWeight[candidate] = weight > 0 ? anchors.of(row) / weight : 0;
      }
      return factors;
    }
  }
}
