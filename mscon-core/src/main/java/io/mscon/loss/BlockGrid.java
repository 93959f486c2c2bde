package io.mscon.loss;

/**
 * Cuts candidate rows into blocks. The cuts depend on the number of rows and views only, never on
 * who owns which rows: every lane computes the same whole tiles, so that a row's bits are the same
 * on all of them.
 *
 * @param rows how many rows
 * @param size rows per block, a multiple of the views
 */
record BlockGrid(int rows, int size) {
  private static final int SMALLEST = 128;
  private static final int LARGEST = 512;
  private static final int WANTED_BLOCKS = 8;

  /** Blocks of all views of so many candidates. */
  static BlockGrid of(int candidates, int views) {
    int rows = Math.multiplyExact(candidates, views);
    int wanted =
        Math.min(
            LARGEST, Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, rows / WANTED_BLOCKS))));
    return new BlockGrid(rows, Math.max(1, wanted / views) * views);
  }

  int count() {
    return (rows + size - 1) / size;
  }

  int start(int block) {
    return block * size;
  }

  int length(int block) {
    return Math.min(size, rows - start(block));
  }

  /** Rows of the longest block. */
  int longest() {
    return Math.min(size, rows);
  }

  /** The blocks that rows [from, to) touch. */
  SampleRange touched(int from, int to) {
    return from >= to ? new SampleRange(0, 0) : new SampleRange(from / size, (to - 1) / size + 1);
  }
}
