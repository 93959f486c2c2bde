package io.mscon.image;

import java.util.Arrays;

/**
 * Resizes a window of a picture straight to planar floats of another size, from 0 to 1. Not
 * thread-safe: scratch memory is kept between calls, but no state.
 */
final class Resampler {
  private static final float[] UNIT = unitTable();

  private final int width;
  private final int height;
  private float[] line = new float[0];
  private float[] columns = new float[0];

  /** To a square. */
  Resampler(int size) {
    this(size, size);
  }

  Resampler(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Invalid picture size: " + Math.min(width, height) + " (must be >= 1)");
    }
    this.width = width;
    this.height = height;
  }

  private static float[] unitTable() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = i / 255f;
    }
    return table;
  }

  int pixels() {
    return width * height;
  }

  /**
   * Resizes.
   *
   * @param mirrored whether left and right are exchanged
   * @param out receives [3 x height x width] floats
   * @param offset where in out they begin
   */
  void resample(DecodedImage image, CropWindow window, boolean mirrored, float[] out, int offset) {
    if (offset < 0 || out.length - 3 * pixels() < offset) {
      throw new IllegalArgumentException(
          "Invalid place of a picture: %d floats at %d in an array of %d"
              .formatted(3 * pixels(), offset, out.length));
    }
    reserve(window.width() * 3);
    resampleRows(image, window);
    resampleColumns(window.width(), mirrored, out, offset);
  }

  private void reserve(int lineLength) {
    if (line.length < lineLength) {
      line = new float[lineLength];
      columns = new float[height * lineLength];
    }
    Arrays.fill(columns, 0, height * lineLength, 0);
  }

  /** Rows first: their sums run over contiguous memory, which the compiler turns into vectors. */
  private void resampleRows(DecodedImage image, CropWindow window) {
    ResamplingWeights weights = new ResamplingWeights(window.height(), height);
    int length = window.width() * 3;
    int begin = 0;
    for (int y = 0; y < window.height(); y++) {
      readLine(image, window, y);
      while (begin < height && weights.end(begin) <= y) {
        begin++;
      }
      for (int target = begin; target < height && weights.first(target) <= y; target++) {
        addLine(weights.weight(target, y), target * length, length);
      }
    }
  }

  private void readLine(DecodedImage image, CropWindow window, int y) {
    byte[] rgb = image.rgb();
    int from = ((window.top() + y) * image.width() + window.left()) * 3;
    for (int i = 0; i < window.width() * 3; i++) {
      line[i] = UNIT[rgb[from + i] & 0xff];
    }
  }

  private void addLine(float weight, int to, int length) {
    float[] source = line;
    float[] sums = columns;
    for (int i = 0; i < length; i++) {
      sums[to + i] += weight * source[i];
    }
  }

  private void resampleColumns(int from, boolean mirrored, float[] out, int offset) {
    ResamplingWeights weights = new ResamplingWeights(from, width);
    for (int x = 0; x < width; x++) {
      int target = offset + (mirrored ? width - 1 - x : x);
      for (int y = 0; y < height; y++) {
        sumColumns(weights, x, y * from * 3, out, target + y * width);
      }
    }
  }

  private void sumColumns(ResamplingWeights weights, int x, int row, float[] out, int target) {
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int i = weights.first(x); i < weights.end(x); i++) {
      float weight = weights.weight(x, i);
      red += weight * columns[row + 3 * i];
      green += weight * columns[row + 3 * i + 1];
      blue += weight * columns[row + 3 * i + 2];
    }
    out[target] = red;
    out[target + pixels()] = green;
    out[target + 2 * pixels()] = blue;
  }
}
