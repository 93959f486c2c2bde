package io.mscon.loss;

/**
 * Both passes in double precision, row by row with plain loops: for gradient checks and
 * verification rather than for speed.
 */
record Float64Engine(Rows.Float64 unit, double temperature) implements PairEngine {
  @Override
  public PairSums forward(Targets targets, int from, int to) {
    double[][] rows = candidateRows(targets);
    PairSums sums = new PairSums(new double[to - from], new double[to - from]);
    double[] weights = new double[rows.length];
    for (int i = from; i < to; i++) {
      double[] logits = logits(rows, i);
      sums.logSumExp()[i - from] = logSumExp(logits, i);
      if (targets instanceof PairTargets pairs) {
        pairs.fill(i / targets.views(), 0, targets.candidateCount(), weights, 0);
        sums.weightedLogit()[i - from] = weightedSum(weights, logits, i);
      }
    }
    return sums;
  }

  @Override
  public Rows backward(Targets targets, PairFactors all, int from, int to) {
    double[][] rows = candidateRows(targets);
    Rows.Float64 result = unit.zeros(to - from);
    double[] weights = new double[rows.length];
    for (int i = from; i < to; i++) {
      if (targets instanceof PairTargets pairs) {
        pairs.fill(i / targets.views(), 0, targets.candidateCount(), weights, 0);
      }
      double[] factors = pairFactors(logits(rows, i), weights, all, i);
      accumulate(factors, rows, result.values(), (i - from) * unit.columns());
    }
    return result;
  }

  private double[][] candidateRows(Targets targets) {
    int columns = unit.columns();
    double[][] rows = new double[targets.candidateCount() * targets.views()][columns];
    for (int row = 0; row < rows.length; row++) {
      int source = targets.row(row / targets.views(), row % targets.views());
      System.arraycopy(unit.values(), source * columns, rows[row], 0, columns);
    }
    return rows;
  }

  private double[] logits(double[][] rows, int i) {
    double[] logits = new double[rows.length];
    for (int j = 0; j < rows.length; j++) {
      double sum = 0;
      for (int d = 0; d < rows[i].length; d++) {
        sum += rows[i][d] * rows[j][d];
      }
      logits[j] = sum / temperature;
    }
    return logits;
  }

  private static double logSumExp(double[] logits, int self) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      greatest = j == self ? greatest : Math.max(greatest, logits[j]);
    }
    double sum = 0;
    for (int j = 0; j < logits.length; j++) {
      sum += j == self ? 0 : Math.exp(logits[j] - greatest);
    }
    return sum > 0 ? greatest + Math.log(sum) : 0;
  }

  private static double weightedSum(double[] weights, double[] logits, int self) {
    double sum = 0;
    for (int j = 0; j < logits.length; j++) {
      sum += j == self ? 0 : weights[j] * logits[j];
    }
    return sum;
  }

  private static double[] pairFactors(double[] logits, double[] weights, PairFactors all, int i) {
    double[] factors = new double[logits.length];
    for (int j = 0; j < factors.length; j++) {
      if (j != i) {
        double outward = all.terms()[i] * Math.exp(logits[j] - all.logSumExp()[i]);
        double inward = all.terms()[j] * Math.exp(logits[j] - all.logSumExp()[j]);
        factors[j] =
            outward + inward - weights[j] * (all.inverseWeight()[i] + all.inverseWeight()[j]);
      }
    }
    return factors;
  }

  private static void accumulate(double[] factors, double[][] rows, double[] sums, int offset) {
    for (int j = 0; j < factors.length; j++) {
      for (int d = 0; d < rows[j].length; d++) {
        sums[offset + d] += factors[j] * rows[j][d];
      }
    }
  }
}
