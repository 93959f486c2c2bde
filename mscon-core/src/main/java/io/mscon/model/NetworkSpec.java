package io.mscon.model;

import java.io.Serializable;
import java.util.List;

/**
 * Everything that decides a network's shape: one encoder f and a head per metric.
 *
 * @param depth which residual network
 * @param stem its first layers
 * @param width factor on every channel count (64, 128, 256, 512), rounded to a multiple of 8, at
 *     least 8
 * @param imageSize height and width of the input, in pixels
 * @param heads one per metric; none makes an encoder alone
 */
public record NetworkSpec(
    EncoderDepth depth, Stem stem, double width, int imageSize, List<HeadShape> heads)
    implements Serializable {
  /** Copies the list. */
  public NetworkSpec {
    heads = List.copyOf(heads);
  }

  /** Columns of f(x): the last stage's channels. */
  public int featureSize() {
    return channels(3) * (depth.bottleneck() ? 4 : 1);
  }

  /** Columns of all heads' outputs side by side. */
  public int outputs() {
    return heads.stream().mapToInt(HeadShape::outputs).sum();
  }

  /**
   * Base channels of a stage after the width factor.
   *
   * @param stage 0 to 3
   */
  public int channels(int stage) {
    return Math.max(8, (int) Math.round((64 << stage) * width / 8) * 8);
  }
}
