package io.mscon.loss;

import io.mscon.loss.PairEngine.PairSums;
import java.util.Arrays;

/** First pass: log-sum-exp of each row, and Σ w s where weights belong to pairs. */
final class Float32Forward {
  private final NativeTiles tiles;
  private final BlockGrid grid;
  private final PairTargets pairs;
  private final boolean direct;

  /** What has been taken off the logits before the exponential; stays 0 if direct. */
  private final double[] shift;

  private final double[] sum;
  private final double[] weightedLogit;
  private final float[] partial;
  private final float[] logits;
  private final float[] shifted;
  private final double[] weights;

  Float32Forward(NativeTiles tiles, BlockGrid grid, Targets targets, boolean direct) {
    this.tiles = tiles;
    this.grid = grid;
    this.direct = direct;
    pairs = targets instanceof PairTargets set ? set : null;
    shift = Float32Engine.filled(grid.rows(), direct ? 0 : Double.NEGATIVE_INFINITY);
    sum = new double[grid.rows()];
    weightedLogit = new double[grid.rows()];
    partial = new float[grid.longest()];
    logits = direct && pairs == null ? null : Float32Engine.tile(grid);
    shifted = direct ? null : Float32Engine.tile(grid);
    weights = pairs == null ? null : new double[grid.longest() * grid.longest()];
  }

  /** Adds the pairs of two blocks to both their sums. */
  void add(int rowBlock, int columnBlock) {
    tiles.select(rowBlock, columnBlock);
    int top = grid.start(rowBlock);
    int left = grid.start(columnBlock);
    if (logits == null) {
      tiles.exponentialLogits();
    } else {
      tiles.logits();
      tiles.read(logits);
    }
    if (pairs != null) {
      addWeightedLogits(top, left);
    }
    if (direct) {
      addDirect(top, left);
    } else {
      addShifted(top, left);
    }
  }

  PairSums sums(int from, int to) {
    double[] logSumExp = new double[to - from];
    for (int i = from; i < to; i++) {
      logSumExp[i - from] = sum[i] > 0 ? shift[i] + Math.log(sum[i]) : 0;
    }
    return new PairSums(logSumExp, Arrays.copyOfRange(weightedLogit, from, to));
  }

  private void addDirect(int top, int left) {
    if (logits != null) {
      tiles.exponentiate();
    }
    if (top == left) {
      tiles.clearDiagonal();
    }
    addRowSums(top);
    if (top != left) {
      addColumnSums(left);
    }
  }

  private void addRowSums(int top) {
    tiles.rowSums(partial);
    for (int i = 0; i < tiles.height(); i++) {
      sum[top + i] += partial[i];
    }
  }

  private void addColumnSums(int left) {
    tiles.columnSums(partial);
    for (int j = 0; j < tiles.width(); j++) {
      sum[left + j] += partial[j];
    }
  }

  private void addShifted(int top, int left) {
    if (top == left) {
      hideDiagonal();
    }
    raiseRowShifts(top);
    subtractRowShifts(top);
    addRowSums(top);
    if (top != left) {
      raiseColumnShifts(left);
      subtractColumnShifts(left);
      addColumnSums(left);
    }
  }

  private void hideDiagonal() {
    for (int i = 0; i < tiles.height(); i++) {
      logits[i * tiles.width() + i] = Float.NEGATIVE_INFINITY;
    }
  }

  private void raiseRowShifts(int top) {
    int width = tiles.width();
    for (int i = 0; i < tiles.height(); i++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < width; j++) {
        greatest = Math.max(greatest, logits[i * width + j]);
      }
      raise(top + i, greatest);
    }
  }

  private void raiseColumnShifts(int left) {
    int width = tiles.width();
    Arrays.fill(partial, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < tiles.height(); i++) {
      for (int j = 0; j < width; j++) {
        partial[j] = Math.max(partial[j], logits[i * width + j]);
      }
    }
    for (int j = 0; j < width; j++) {
      raise(left + j, partial[j]);
    }
  }

  private void raise(int row, float greatest) {
    if (greatest > shift[row]) {
      sum[row] *= Math.exp(shift[row] - greatest);
      shift[row] = greatest;
    }
  }

  private void subtractRowShifts(int top) {
    int width = tiles.width();
    for (int i = 0; i < tiles.height(); i++) {
      float off = finite(shift[top + i]);
      for (int j = 0; j < width; j++) {
        shifted[i * width + j] = logits[i * width + j] - off;
      }
    }
    exponentiate();
  }

  private void subtractColumnShifts(int left) {
    int width = tiles.width();
    for (int j = 0; j < width; j++) {
      partial[j] = finite(shift[left + j]);
    }
    for (int i = 0; i < tiles.height(); i++) {
      for (int j = 0; j < width; j++) {
        shifted[i * width + j] = logits[i * width + j] - partial[j];
      }
    }
    exponentiate();
  }

  /** The only row of a metric has no maximum; anything finite will do for it. */
  private static float finite(double shift) {
    return shift == Double.NEGATIVE_INFINITY ? 0 : (float) shift;
  }

  private void exponentiate() {
    tiles.write(shifted);
    tiles.exponentiate();
  }

  private void addWeightedLogits(int top, int left) {
    int height = tiles.height();
    int width = tiles.width();
    Float32Engine.fillWeights(pairs, top, left, height, width, weights);
    for (int i = 0; i < height; i++) {
      double row = 0;
      for (int j = 0; j < width; j++) {
        row += weights[i * width + j] * logits[i * width + j];
      }
      weightedLogit[top + i] += row;
    }
    for (int i = 0; top != left && i < height; i++) {
      for (int j = 0; j < width; j++) {
        weightedLogit[left + j] += weights[i * width + j] * logits[i * width + j];
      }
    }
  }
}
