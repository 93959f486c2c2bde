package io.mscon.loss;

import io.mscon.loss.PairEngine.PairFactors;

/**
 * Second pass: recomputes each tile, makes it m_i p_ij + m_j p_ji − w_ij (u_i + u_j), and adds its
 * products with the rows on both sides.
 */
final class Float32Backward {
  private final NativeTiles tiles;
  private final BlockGrid grid;
  private final PairTargets pairs;
  private final boolean direct;
  private final double[] inverseWeight;

  /** [rows] m_i exp(−LSE_i), relative to {@link #logSumExp}. */
  private final float[] factor;

  /** [rows] what is taken off the logits before the exponential; 0 if direct. */
  private final float[] logSumExp;

  private final float[] tile;
  private final float[] logits;
  private final float[] scratch;
  private final double[] weights;

  Float32Backward(
      NativeTiles tiles, BlockGrid grid, Targets targets, PairFactors all, boolean direct) {
    this.tiles = tiles;
    this.grid = grid;
    this.direct = direct;
    pairs = targets instanceof PairTargets set ? set : null;
    inverseWeight = all.inverseWeight();
    factor = new float[grid.rows()];
    logSumExp = new float[grid.rows()];
    for (int i = 0; i < factor.length; i++) {
      // A float holds only seven digits of a log-sum-exp; the rest of it goes into the factor, or
      // every p_ij of the row would be off by it.
      logSumExp[i] = direct ? 0 : (float) all.logSumExp()[i];
      factor[i] = (float) (all.terms()[i] * Math.exp(logSumExp[i] - all.logSumExp()[i]));
    }
    tile = Float32Engine.tile(grid);
    logits = direct ? null : Float32Engine.tile(grid);
    scratch = direct ? null : Float32Engine.tile(grid);
    weights = pairs == null ? null : new double[tile.length];
  }

  /** Adds the pairs of two blocks to the gradients of those that are wanted. */
  void add(int rowBlock, int columnBlock, boolean rowsWanted, boolean columnsWanted) {
    tiles.select(rowBlock, columnBlock);
    int top = grid.start(rowBlock);
    int left = grid.start(columnBlock);
    if (direct) {
      fillDirect(top, left);
    } else {
      fillShifted(top, left);
    }
    if (pairs != null) {
      subtractTargets(top, left);
    }
    clearDiagonal(top, left);
    tiles.write(tile);
    if (rowsWanted) {
      tiles.addRowGradient();
    }
    if (columnsWanted && rowBlock != columnBlock) {
      tiles.addColumnGradient();
    }
  }

  private void fillDirect(int top, int left) {
    tiles.exponentialLogits();
    tiles.read(tile);
    int width = tiles.width();
    for (int i = 0; i < tiles.height(); i++) {
      scaleBySum(tile, i * width, width, factor[top + i], factor, left);
    }
  }

  // Its own method with local arguments only, so that the compiler vectorises the loop.
  private static void scaleBySum(
      float[] values, int start, int count, float row, float[] columns, int left) {
    for (int j = 0; j < count; j++) {
      values[start + j] *= row + columns[left + j];
    }
  }

  private void fillShifted(int top, int left) {
    tiles.logits();
    tiles.read(logits);
    int width = tiles.width();
    int height = tiles.height();
    hideDiagonal(top, left);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        scratch[i * width + j] = logits[i * width + j] - logSumExp[top + i];
      }
    }
    exponentiate(tile);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        scratch[i * width + j] = logits[i * width + j] - logSumExp[left + j];
      }
    }
    exponentiate(scratch);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        tile[i * width + j] =
            factor[top + i] * tile[i * width + j] + factor[left + j] * scratch[i * width + j];
      }
    }
  }

  private void exponentiate(float[] result) {
    tiles.write(scratch);
    tiles.exponentiate();
    tiles.read(result);
  }

  private void subtractTargets(int top, int left) {
    int height = tiles.height();
    int width = tiles.width();
    Float32Engine.fillWeights(pairs, top, left, height, width, weights);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        tile[i * width + j] -=
            (float) (weights[i * width + j] * (inverseWeight[top + i] + inverseWeight[left + j]));
      }
    }
  }

  private void hideDiagonal(int top, int left) {
    for (int i = 0; top == left && i < tiles.height(); i++) {
      logits[i * tiles.width() + i] = Float.NEGATIVE_INFINITY;
    }
  }

  private void clearDiagonal(int top, int left) {
    for (int i = 0; top == left && i < tiles.height(); i++) {
      tile[i * tiles.width() + i] = 0;
    }
  }
}
