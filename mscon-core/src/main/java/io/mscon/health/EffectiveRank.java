package io.mscon.health;

/**
 * In how many directions the rows of a head spread: erank(Z) = exp(−Σ p_k log p_k), p_k = σ_k / Σ
 * σ, with σ the singular values of Z, not centred (Roy, Vetterli 2007, "The effective rank: a
 * measure of effective dimensionality"). The same number under the name RankMe, of an encoder's
 * features, goes with how useful they are (Garrido et al. 2022, arXiv 2210.02885).
 *
 * <p>1 if all rows lie on a line, D if all directions are used alike. Rows that follow a label of K
 * values need no more than K − 1.
 */
public final class EffectiveRank {
  private EffectiveRank() {}

  /**
   * Computes it.
   *
   * @param sample rows of a head
   * @return 1 to min(rows, D)
   */
  public static double of(EmbeddingSample sample) {
    double[] values = LinearAlgebra.singularValues(sample.rows(), sample.count());
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double entropy = 0;
    for (double value : values) {
      double share = value / sum;
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return Math.exp(entropy);
  }
}
