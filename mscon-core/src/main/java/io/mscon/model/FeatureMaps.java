package io.mscon.model;

import java.util.List;

/**
 * Edges of an encoder's feature maps, in pixels.
 *
 * @param stem behind the first convolution
 * @param stages behind each of the four stages; with pooling the first is half the stem
 */
public record FeatureMaps(int stem, List<Integer> stages) {

  /**
   * The feature maps of a network.
   *
   * @param spec its shape
   */
  public static FeatureMaps of(NetworkSpec spec) {
    boolean large = spec.stem() == Stem.IMAGENET;
    int stem = large ? halved(spec.imageSize()) : spec.imageSize();
    int first = large ? halved(stem) : stem;
    int second = halved(first);
    int third = halved(second);
    return new FeatureMaps(stem, List.of(first, second, third, halved(third)));
  }

  /** Edge of the last one, the smallest. */
  public int last() {
    return stages.get(stages.size() - 1);
  }

  /** Strides of 2 with half the kernel as padding round up. */
  private static int halved(int size) {
    return (size + 1) / 2;
  }
}
