package io.mscon.loss;

import io.mscon.loss.RowMatrix.Floats;
import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Pair sums in float32: tiles of 128 x 1024 pairs by oneDNN's matrix product and exponential.
 *
 * <p>Because |s_ij| is at most 1 / temperature, exp s_ij stays within float32 without taking a
 * maximum out, so one exponential serves p_ij and p_ji: each is exp s_ij times a factor of its row.
 * Blocks of rows lie on a grid that is fixed by N, so a row's bits don't depend on who asks.
 */
final class FloatPairSums implements PairSums {
  /**
   * Largest 1 / temperature: exp(2 x 30) is far below the greatest float, exp(-60) above the least.
   */
  static final double LARGEST_LOGIT = 30;

  private static final int BLOCK_ROWS = 128;
  private static final int TILE_COLUMNS = 1024;

  private final int rows;
  private final int columns;
  private final float inverseTemperature;
  private final FloatPointer values;
  private final FloatPointer tile = new FloatPointer((long) BLOCK_ROWS * TILE_COLUMNS);
  private final FloatPointer blockSums;
  private final TileExponential exponential = new TileExponential(tile, BLOCK_ROWS * TILE_COLUMNS);
  private final float[] line = new float[TILE_COLUMNS];
  private final float[] logits = new float[TILE_COLUMNS];

  FloatPairSums(Floats unitRows, double temperature) {
    rows = unitRows.rows();
    columns = unitRows.columns();
    inverseTemperature = (float) (1 / temperature);
    values = new FloatPointer(Math.max(1L, (long) rows * columns)).put(unitRows.values());
    blockSums = new FloatPointer((long) BLOCK_ROWS * columns);
  }

  @Override
  public void logSumExp(int[] chosen, double[] logSumExp, double[] expectedLogit) {
    double[] sums = new double[BLOCK_ROWS];
    double[] weighted = new double[BLOCK_ROWS];
    int done = 0;
    while (done < chosen.length) {
      int block = chosen[done] / BLOCK_ROWS;
      sumBlock(block, sums, expectedLogit == null ? null : weighted);
      for (; done < chosen.length && chosen[done] / BLOCK_ROWS == block; done++) {
        int row = chosen[done] % BLOCK_ROWS;
        logSumExp[done] = Math.log(sums[row]);
        if (expectedLogit != null) {
          expectedLogit[done] = weighted[row] / sums[row];
        }
      }
    }
  }

  private void sumBlock(int block, double[] sums, double[] weighted) {
    int blockRows = blockRows(block);
    Arrays.fill(sums, 0);
    float[][] logitLines = weighted == null ? null : new float[BLOCK_ROWS][];
    if (weighted != null) {
      Arrays.fill(weighted, 0);
    }
    for (int from = 0; from < rows; from += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, rows - from);
      multiply(block, blockRows, from, width);
      keepLogits(logitLines, blockRows, width);
      exponential.run();
      for (int row = 0; row < blockRows; row++) {
        read(row, line, width);
        clearOwn(block * BLOCK_ROWS + row - from, width);
        sums[row] += sum(line, width);
        if (weighted != null) {
          weighted[row] += product(line, logitLines[row], width);
        }
      }
    }
  }

  private void keepLogits(float[][] lines, int blockRows, int width) {
    if (lines != null) {
      for (int row = 0; row < blockRows; row++) {
        read(row, logits, width);
        lines[row] = Arrays.copyOf(logits, width);
      }
    }
  }

  @Override
  public void pull(int[] chosen, double[] logSumExp, int[] multiplicity, RowMatrix sums) {
    float[] factors = new float[rows];
    for (int row = 0; row < rows; row++) {
      factors[row] =
          multiplicity[row] == 0 ? 0 : (float) (multiplicity[row] * Math.exp(-logSumExp[row]));
    }
    float[] result = ((Floats) sums).values();
    int done = 0;
    while (done < chosen.length) {
      int block = chosen[done] / BLOCK_ROWS;
      pullBlock(block, factors);
      for (; done < chosen.length && chosen[done] / BLOCK_ROWS == block; done++) {
        blockSums.position((long) (chosen[done] % BLOCK_ROWS) * columns);
        blockSums.get(result, done * columns, columns);
      }
      blockSums.position(0);
    }
  }

  private void pullBlock(int block, float[] factors) {
    int blockRows = blockRows(block);
    for (int from = 0; from < rows; from += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, rows - from);
      multiply(block, blockRows, from, width);
      exponential.run();
      for (int row = 0; row < blockRows; row++) {
        read(row, line, width);
        clearOwn(block * BLOCK_ROWS + row - from, width);
        weigh(factors[block * BLOCK_ROWS + row], factors, from, width);
        write(row, width);
      }
      addTileTimesRows(blockRows, from, width);
    }
  }

  /** tile = rows of the block times rows [from, from + width) transposed, over the temperature. */
  private void multiply(int block, int blockRows, int from, int width) {
    FloatPointer left = values.getPointer((long) block * BLOCK_ROWS * columns);
    FloatPointer right = values.getPointer((long) from * columns);
    check(
        dnnl.dnnl_sgemm(
            (byte) 'N',
            (byte) 'T',
            blockRows,
            width,
            columns,
            inverseTemperature,
            left,
            columns,
            right,
            columns,
            0,
            tile,
            TILE_COLUMNS));
  }

  private void addTileTimesRows(int blockRows, int from, int width) {
    FloatPointer right = values.getPointer((long) from * columns);
    check(
        dnnl.dnnl_sgemm(
            (byte) 'N',
            (byte) 'N',
            blockRows,
            columns,
            width,
            1,
            tile,
            TILE_COLUMNS,
            right,
            columns,
            from == 0 ? 0 : 1,
            blockSums,
            columns));
  }

  private static void check(int status) {
    if (status != 0) {
      throw new IllegalStateException("Cannot multiply matrices: oneDNN returned status " + status);
    }
  }

  private int blockRows(int block) {
    return Math.min(BLOCK_ROWS, rows - block * BLOCK_ROWS);
  }

  private void read(int row, float[] target, int width) {
    tile.position((long) row * TILE_COLUMNS).get(target, 0, width);
    tile.position(0);
  }

  private void write(int row, int width) {
    tile.position((long) row * TILE_COLUMNS).put(line, 0, width);
    tile.position(0);
  }

  private void clearOwn(int column, int width) {
    if (column >= 0 && column < width) {
      line[column] = 0;
    }
  }

  private void weigh(float own, float[] factors, int from, int width) {
    for (int j = 0; j < width; j++) {
      line[j] *= own + factors[from + j];
    }
  }

  /** Eight partial sums: fast, and closer to the true sum than one. */
  private static double sum(float[] values, int width) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = 0;
    for (; j + 8 <= width; j += 8) {
      s0 += values[j];
      s1 += values[j + 1];
      s2 += values[j + 2];
      s3 += values[j + 3];
      s4 += values[j + 4];
      s5 += values[j + 5];
      s6 += values[j + 6];
      s7 += values[j + 7];
    }
    double sum = (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    for (; j < width; j++) {
      sum += values[j];
    }
    return sum;
  }

  private static double product(float[] left, float[] right, int width) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += (double) left[j] * right[j];
    }
    return sum;
  }

  @Override
  public void close() {
    exponential.close();
    values.close();
    tile.close();
    blockSums.close();
  }
}
