package io.mscon.image;

/**
 * Cyan, magenta, yellow and black as light, without regard to colour profiles. Samples are taken as
 * Adobe writes them, as the light that an ink leaves, whether the file names Adobe or not; so does
 * Pillow.
 */
final class Inks {
  private Inks() {}

  /**
   * Converts.
   *
   * @param samples [pixels x 4]
   * @param luminanceChrominance whether the first three are Y, Cb, Cr: of the inks, not of the
   *     light
   * @return [pixels x 3]
   */
  static byte[] toRgb(byte[] samples, boolean luminanceChrominance) {
    byte[] rgb = new byte[samples.length / 4 * 3];
    for (int i = 0, o = 0; i < samples.length; i += 4, o += 3) {
      rgb[o] = samples[i];
      rgb[o + 1] = samples[i + 1];
      rgb[o + 2] = samples[i + 2];
    }
    if (luminanceChrominance) {
      LuminanceChrominance.toRgb(rgb);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) ~rgb[i];
      }
    }
    for (int i = 3, o = 0; i < samples.length; i += 4) {
      int black = samples[i] & 0xff;
      for (int c = 0; c < 3; c++, o++) {
        rgb[o] = (byte) (((rgb[o] & 0xff) * black + 127) / 255);
      }
    }
    return rgb;
  }
}
