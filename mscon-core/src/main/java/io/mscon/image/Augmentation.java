package io.mscon.image;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;

/**
 * Random views of pictures for contrastive learning: random resized crop, mirroring, colour jitter,
 * grey (Chen et al. 2020, "A simple framework for contrastive learning of visual representations",
 * arXiv 2002.05709; ranges as in {@link AugmentationOptions}).
 *
 * <p>A view is a pure function of (seed, epoch, sample id, view) and the picture, bit for bit on
 * every machine, executor and attempt. Drawn from the view's own random stream, in this order: the
 * crop (for each try area, ratio and, if it fits, top and left), mirroring, whether there is
 * jitter, the jitter's order, brightness, contrast, saturation and hue (also when there is none),
 * and grey.
 *
 * <p>Differs from torchvision on Pillow pictures in one respect: samples are not rounded to 8 bits
 * between the steps.
 *
 * <p>Scratch memory is kept between calls: make one per task, don't share it between threads.
 */
public final class Augmentation {
  private final AugmentationOptions options;
  private final Normalisation normalisation;
  private final Resampler resampler;

  /**
   * An augmentation.
   *
   * @param options how strongly views are changed
   * @param normalisation applied last
   * @param size width and height of a view in pixels, at least 1
   */
  public Augmentation(AugmentationOptions options, Normalisation normalisation, int size) {
    this.options = options;
    this.normalisation = normalisation;
    this.resampler = new Resampler(size);
  }

  /**
   * Writes one view of a picture.
   *
   * @param image the picture
   * @param seed the run's seed
   * @param epoch the epoch, from 0
   * @param sampleId the picture's id in the dataset
   * @param view which view of the picture, from 0
   * @param out receives [3 x size x size] floats: red, green and blue planes, normalised
   * @param offset where in out they begin
   * @throws IllegalArgumentException if they don't fit into out
   */
  public void augment(
      DecodedImage image,
      long seed,
      long epoch,
      String sampleId,
      int view,
      float[] out,
      int offset) {
    long sample = RandomStream.coordinateOf(sampleId);
    RandomStream random = RandomStream.of(seed, RandomUse.AUGMENTATION, epoch, sample, view);
    CropWindow window = RandomCrop.draw(random, options, image.width(), image.height());
    boolean mirrored = random.nextDouble() < options.flipProbability();
    boolean jittered = random.nextDouble() < options.jitterProbability();
    ColourJitter jitter = ColourJitter.draw(random, options);
    boolean grey = random.nextDouble() < options.greyProbability();

    int pixels = resampler.pixels();
    resampler.resample(image, window, mirrored, out, offset);
    if (jittered) {
      jitter.apply(out, offset, pixels);
    }
    if (grey) {
      Grey.apply(out, offset, pixels);
    }
    normalisation.apply(out, offset, pixels);
  }
}
