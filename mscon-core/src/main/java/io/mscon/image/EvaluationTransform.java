package io.mscon.image;

/**
 * What pictures go through when features are taken for evaluation: the whole picture, squashed to a
 * square with the filter of {@link Augmentation}, and normalised. Nothing random.
 *
 * <p>Scratch memory is kept between calls: make one per task, don't share it between threads.
 */
public final class EvaluationTransform {
  private final Normalisation normalisation;
  private final Resampler resampler;

  /**
   * A transform.
   *
   * @param normalisation applied last
   * @param size width and height of the result in pixels, at least 1
   */
  public EvaluationTransform(Normalisation normalisation, int size) {
    this.normalisation = normalisation;
    this.resampler = new Resampler(size);
  }

  /**
   * Transforms a picture.
   *
   * @param image the picture
   * @param out receives [3 x size x size] floats: red, green and blue planes, normalised
   * @param offset where in out they begin
   * @throws IllegalArgumentException if they don't fit into out
   */
  public void transform(DecodedImage image, float[] out, int offset) {
    resampler.resample(image, CropWindow.whole(image), false, out, offset);
    normalisation.apply(out, offset, resampler.pixels());
  }
}
