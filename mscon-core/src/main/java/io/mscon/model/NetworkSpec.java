package io.mscon.model;

import java.io.Serializable;

/**
 * Everything that decides a network's shape: one encoder f and a projection head per metric (linear
 * d to hidden, ReLU, linear hidden to embedding).
 *
 * @param depth which residual network
 * @param stem its first layers
 * @param width factor on every channel count (64, 128, 256, 512), rounded to a multiple of 8, at
 *     least 8
 * @param imageSize height and width of the input, in pixels
 * @param heads how many projection heads: one per metric; 0 makes an encoder alone
 * @param projectionHidden columns of a head's hidden layer
 * @param embeddingSize columns of a head's output
 */
public record NetworkSpec(
    EncoderDepth depth,
    Stem stem,
    double width,
    int imageSize,
    int heads,
    int projectionHidden,
    int embeddingSize)
    implements Serializable {

  /** Columns of f(x): the last stage's channels. */
  public int featureSize() {
    return channels(3) * (depth.bottleneck() ? 4 : 1);
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
