package io.mscon.loss;

import java.util.Arrays;

/**
 * Both passes in single precision, tile by tile. s_ij = s_ji, so a tile off the diagonal serves its
 * rows and its columns; whoever owns only one of them computes the same whole tile and drops the
 * rest.
 *
 * <p>Rows have unit length, so |s_ij| ≤ 1/τ. Up to {@link #DIRECT_LIMIT} exp(s_ij) is far from the
 * ends of the float range and needs no maximum taken off: one exponential per pair then serves both
 * directions, p_ij = exp(s_ij)·exp(−LSE_i). Beyond it each direction gets an exponential of its
 * own, relative to a running maximum in the first pass and to the log-sum-exp in the second.
 */
record Float32Engine(Rows.Float32 unit, double temperature) implements PairEngine {
  /** exp(±40) and its sums over any batch stay within 1e-18 … 1e23. */
  private static final double DIRECT_LIMIT = 40;

  @Override
  public PairSums forward(Targets targets, int from, int to) {
    if (from == to) {
      return new PairSums(new double[0], new double[0]);
    }
    BlockGrid grid = BlockGrid.of(targets.candidateCount(), targets.views());
    SampleRange own = grid.touched(from, to);
    try (NativeTiles tiles =
        new NativeTiles(targets, unit, temperature, grid, new SampleRange(0, 0))) {
      Float32Forward pass = new Float32Forward(tiles, grid, targets, direct());
      visit(grid, own, pass::add);
      return pass.sums(from, to);
    }
  }

  @Override
  public Rows backward(Targets targets, PairFactors all, int from, int to) {
    if (from == to) {
      return unit.zeros(0);
    }
    BlockGrid grid = BlockGrid.of(targets.candidateCount(), targets.views());
    SampleRange own = grid.touched(from, to);
    float[] gradient = new float[(to - from) * unit.columns()];
    try (NativeTiles tiles = new NativeTiles(targets, unit, temperature, grid, own)) {
      Float32Backward pass = new Float32Backward(tiles, grid, targets, all, direct());
      visit(grid, own, (row, column) -> pass.add(row, column, owns(own, row), owns(own, column)));
      tiles.readGradient(from, gradient);
    }
    return new Rows.Float32(gradient, unit.columns());
  }

  private boolean direct() {
    return 1 / temperature <= DIRECT_LIMIT;
  }

  /** A pair of blocks. */
  private interface TileVisitor {
    void visit(int rowBlock, int columnBlock);
  }

  /**
   * Every block meets its partners in ascending order, as row block or as column block, whoever
   * else is visited: that keeps the order of its sums.
   */
  private static void visit(BlockGrid grid, SampleRange own, TileVisitor visitor) {
    for (int row = 0; row < grid.count(); row++) {
      for (int column = row; column < grid.count(); column++) {
        if (owns(own, row) || owns(own, column)) {
          visitor.visit(row, column);
        }
      }
    }
  }

  private static boolean owns(SampleRange own, int block) {
    return block >= own.from() && block < own.to();
  }

  /** Weights of a tile's pairs in row-major order, with those of a row and itself set to 0. */
  static void fillWeights(
      PairTargets targets, int top, int left, int height, int width, double[] weights) {
    int views = targets.views();
    for (int row = 0; row < height; row += views) {
      targets.fill((top + row) / views, left / views, width / views, weights, row * width);
      for (int view = 1; view < views; view++) {
        System.arraycopy(weights, row * width, weights, (row + view) * width, width);
      }
    }
    for (int i = 0; top == left && i < height; i++) {
      weights[i * width + i] = 0;
    }
  }

  /** Array for one tile. */
  static float[] tile(BlockGrid grid) {
    return new float[grid.longest() * grid.longest()];
  }

  /** Array of so many copies of a value. */
  static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }
}
