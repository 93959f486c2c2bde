package io.mscon.loss;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One tile of pairs at a time, in native memory, with oneDNN doing the products and the
 * exponentials. Holds the candidate rows, one tile and the sums of own blocks: O(N·D). Opened, used
 * and closed by one thread.
 */
final class NativeTiles implements AutoCloseable {
  private static final byte PLAIN = 'N';
  private static final byte TRANSPOSED = 'T';

  private final PointerScope scope = new PointerScope();
  private final BlockGrid grid;
  private final int dimension;
  private final float inverseTemperature;
  private final FloatPointer rows;
  private final FloatPointer columns;
  private final FloatPointer tile;
  private final FloatPointer ones;
  private final FloatPointer sums;
  private final FloatPointer gradient;
  private final int gradientStart;
  private final TileExponentials exponentials;
  private int top;
  private int left;
  private int height;
  private int width;

  /**
   * Copies the candidate rows.
   *
   * @param gradientBlocks blocks to hold gradient sums for; empty in a forward pass
   */
  NativeTiles(
      Targets targets,
      Rows.Float32 unit,
      double temperature,
      BlockGrid grid,
      SampleRange gradientBlocks) {
    this.grid = grid;
    dimension = unit.columns();
    inverseTemperature = (float) (1 / temperature);
    rows = new FloatPointer((long) grid.rows() * dimension);
    columns = new FloatPointer(rows);
    copyCandidates(targets, unit);
    tile = new FloatPointer((long) grid.longest() * grid.longest());
    ones = filled(grid.longest(), 1);
    sums = new FloatPointer(grid.longest());
    gradientStart = grid.start(gradientBlocks.from());
    gradient = filled((long) gradientBlocks.size() * grid.size() * dimension, 0);
    exponentials = new TileExponentials(rows, dimension, inverseTemperature, tile);
  }

  @Override
  public void close() {
    scope.close();
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Chooses the pair of blocks that the operations below are about. */
  void select(int rowBlock, int columnBlock) {
    top = grid.start(rowBlock);
    left = grid.start(columnBlock);
    height = grid.length(rowBlock);
    width = grid.length(columnBlock);
  }

  /** Tile of s_ij. */
  void logits() {
    multiply(
        PLAIN,
        TRANSPOSED,
        height,
        width,
        dimension,
        inverseTemperature,
        at(rows, top),
        dimension,
        at(columns, left),
        dimension,
        0,
        tile,
        width);
  }

  /** Tile of exp(s_ij) in one go; only for logits that are known not to overflow. */
  void exponentialLogits() {
    exponentials.ofProduct(top, height, left, width);
  }

  /** Replaces every entry of the tile by its exponential. */
  void exponentiate() {
    exponentials.inPlace(height * width);
  }

  /** Sets the entries that pair a row with itself to 0; for tiles on the diagonal. */
  void clearDiagonal() {
    for (long i = 0; i < height; i++) {
      tile.put(i * width + i, 0);
    }
  }

  void read(float[] heap) {
    tile.get(heap, 0, height * width);
  }

  void write(float[] heap) {
    tile.put(heap, 0, height * width);
  }

  /** Sum of each row of the tile. */
  void rowSums(float[] result) {
    multiply(PLAIN, PLAIN, height, 1, width, 1, tile, width, ones, 1, 0, sums, 1);
    sums.get(result, 0, height);
  }

  /** Sum of each column of the tile. */
  void columnSums(float[] result) {
    multiply(TRANSPOSED, PLAIN, width, 1, height, 1, tile, width, ones, 1, 0, sums, 1);
    sums.get(result, 0, width);
  }

  /** Adds tile · columns to the gradient of the tile's rows. */
  void addRowGradient() {
    FloatPointer target = at(gradient, top - gradientStart);
    multiply(
        PLAIN,
        PLAIN,
        height,
        dimension,
        width,
        1,
        tile,
        width,
        at(columns, left),
        dimension,
        1,
        target,
        dimension);
  }

  /** Adds tileᵀ · rows to the gradient of the tile's columns. */
  void addColumnGradient() {
    FloatPointer target = at(gradient, left - gradientStart);
    multiply(
        TRANSPOSED,
        PLAIN,
        width,
        dimension,
        height,
        1,
        tile,
        width,
        at(rows, top),
        dimension,
        1,
        target,
        dimension);
  }

  /** Gradient of candidate rows from {@code from} on, as many as fit. */
  void readGradient(int from, float[] result) {
    at(gradient, from - gradientStart).get(result, 0, result.length);
  }

  private FloatPointer at(FloatPointer matrix, int row) {
    return matrix.position((long) row * dimension);
  }

  private void copyCandidates(Targets targets, Rows.Float32 unit) {
    for (int row = 0; row < grid.rows(); row++) {
      int source = targets.row(row / targets.views(), row % targets.views());
      at(rows, row).put(unit.values(), source * dimension, dimension);
    }
    rows.position(0);
  }

  private static FloatPointer filled(long count, float value) {
    FloatPointer pointer = new FloatPointer(Math.max(1, count));
    float[] chunk = new float[(int) Math.min(Math.max(1, count), 1 << 14)];
    Arrays.fill(chunk, value);
    for (long start = 0; start < count; start += chunk.length) {
      pointer.position(start).put(chunk, 0, (int) Math.min(chunk.length, count - start));
    }
    return pointer.position(0);
  }

  private static void multiply(
      byte transposeA,
      byte transposeB,
      long m,
      long n,
      long k,
      float alpha,
      FloatPointer a,
      long strideA,
      FloatPointer b,
      long strideB,
      float beta,
      FloatPointer c,
      long strideC) {
    int status =
        dnnl_sgemm(
            transposeA, transposeB, m, n, k, alpha, a, strideA, b, strideB, beta, c, strideC);
    if (status != dnnl_success) {
      throw new IllegalStateException(
          "Cannot multiply %d x %d by %d x %d: oneDNN status %d".formatted(m, k, k, n, status));
    }
  }
}
