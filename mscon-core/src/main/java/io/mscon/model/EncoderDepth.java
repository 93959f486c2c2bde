package io.mscon.model;

/**
 * Residual networks of He et al. 2015 (arXiv 1512.03385), by the number of blocks in their four
 * stages.
 */
public enum EncoderDepth {
  /** Basic blocks 2-2-2-2. */
  RESNET18(false, 2, 2, 2, 2),
  /** Basic blocks 3-4-6-3. */
  RESNET34(false, 3, 4, 6, 3),
  /** Bottleneck blocks 3-4-6-3 (stride in the 3x3 convolution, as torchvision does). */
  RESNET50(true, 3, 4, 6, 3);

  private final boolean bottleneck;
  private final int[] blocks;

  EncoderDepth(boolean bottleneck, int... blocks) {
    this.bottleneck = bottleneck;
    this.blocks = blocks;
  }

  /** Whether blocks are 1x1-3x3-1x1 with an expansion of 4. */
  public boolean bottleneck() {
    return bottleneck;
  }

  /**
   * How many blocks a stage has.
   *
   * @param stage 0 to 3
   */
  public int blocks(int stage) {
    return blocks[stage];
  }
}
