package io.mscon.image;

/**
 * Y, Cb, Cr to R, G, B as JFIF defines it (ITU-T T.871), in the 16-bit fixed-point arithmetic of
 * libjpeg, so that the bytes are those of every libjpeg-based decoder.
 */
final class LuminanceChrominance {
  private static final int HALF = 1 << 15;
  private static final int RED_OF_CR = fixed(1.40200);
  private static final int GREEN_OF_CB = fixed(0.34414);
  private static final int GREEN_OF_CR = fixed(0.71414);
  private static final int BLUE_OF_CB = fixed(1.77200);

  private LuminanceChrominance() {}

  /**
   * Converts in place.
   *
   * @param samples [pixels x 3]
   */
  static void toRgb(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      int y = samples[i] & 0xff;
      int cb = (samples[i + 1] & 0xff) - 128;
      int cr = (samples[i + 2] & 0xff) - 128;
      samples[i] = clamp(y + ((RED_OF_CR * cr + HALF) >> 16));
      samples[i + 1] = clamp(y + ((HALF - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> 16));
      samples[i + 2] = clamp(y + ((BLUE_OF_CB * cb + HALF) >> 16));
    }
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << 16) + 0.5);
  }
}
