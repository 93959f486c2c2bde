package io.mscon.image;

/**
 * The weights of one axis of a bilinear resize with anti-aliasing: a triangle filter whose support
 * is stretched by the factor of reduction, as in Pillow and torchvision. Only IEEE operations, so
 * the same bits everywhere.
 */
final class ResamplingWeights {
  private final int[] first;
  private final int[] counts;
  private final int taps;
  private final float[] weights;

  /**
   * The weights for an axis.
   *
   * @param from samples that there are
   * @param to samples that are wanted
   */
  ResamplingWeights(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    first = new int[to];
    counts = new int[to];
    taps = (int) Math.ceil(stretch) * 2 + 1;
    weights = new float[to * taps];
    for (int i = 0; i < to; i++) {
      fill(i, (i + 0.5) * scale, stretch, from);
    }
  }

  private void fill(int index, double centre, double support, int from) {
    int begin = Math.max((int) (centre - support + 0.5), 0);
    int end = Math.min((int) (centre + support + 0.5), from);
    double sum = 0;
    for (int i = begin; i < end; i++) {
      sum += triangle((i - centre + 0.5) / support);
    }
    first[index] = begin;
    counts[index] = end - begin;
    for (int i = begin; i < end; i++) {
      double weight = triangle((i - centre + 0.5) / support) / sum;
      weights[index * taps + i - begin] = (float) weight;
    }
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }

  /** The first input sample that counts for an output sample. */
  int first(int index) {
    return first[index];
  }

  /** One after the last input sample that counts for an output sample. */
  int end(int index) {
    return first[index] + counts[index];
  }

  /** The weight of an input sample for an output sample for which it counts. */
  float weight(int index, int input) {
    return weights[index * taps + input - first[index]];
  }
}
