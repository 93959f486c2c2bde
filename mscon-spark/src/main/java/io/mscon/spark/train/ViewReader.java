package io.mscon.spark.train;

import io.mscon.image.Augmentation;
import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import java.util.List;

/** Makes the random views of a micro-batch. */
final class ViewReader implements AutoCloseable {
  private final LaneSettings settings;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Augmentation augmentation;

  ViewReader(LaneSettings settings) {
    this.settings = settings;
    this.augmentation =
        new Augmentation(
            settings.augmentation().options(),
            settings.image().normalisation(),
            settings.image().size());
  }

  /**
   * A micro-batch holds all views of its pictures.
   *
   * @return [views][pictures][3][size][size]
   */
  float[] views(List<Sample> samples, int epoch) {
    int pixels = 3 * settings.image().size() * settings.image().size();
    float[] images = new float[samples.size() * settings.views() * pixels];
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      DecodedImage decoded = decode(sample);
      for (int view = 0; view < settings.views(); view++) {
        int offset = (view * samples.size() + i) * pixels;
        augmentation.augment(decoded, settings.seed(), epoch, sample.id(), view, images, offset);
      }
    }
    return images;
  }

  private DecodedImage decode(Sample sample) {
    try {
      return decoder.decode(sample.image());
    } catch (ImageRejectedException e) {
      throw new IllegalStateException(
          "Cannot read image "
              + sample.id()
              + ": "
              + e.getMessage()
              + " (prepare the dataset again)",
          e);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
