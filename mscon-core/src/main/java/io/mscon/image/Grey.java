package io.mscon.image;

/** Luma of ITU-R BT.601, the grey of Pillow and torchvision. */
final class Grey {
  private Grey() {}

  static float of(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  /** Makes planar floats grey. */
  static void apply(float[] planes, int from, int pixels) {
    for (int i = from; i < from + pixels; i++) {
      float grey = of(planes[i], planes[i + pixels], planes[i + 2 * pixels]);
      planes[i] = grey;
      planes[i + pixels] = grey;
      planes[i + 2 * pixels] = grey;
    }
  }
}
