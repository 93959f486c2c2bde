package io.mscon.eval.embed;

import io.mscon.config.Configuration;
import io.mscon.config.ImageConfiguration;
import io.mscon.image.Normalisation;
import java.io.Serializable;
import java.util.List;

/**
 * What pictures go through before the encoder.
 *
 * @param image size and normalisation
 * @param pixelLimit most pixels of a picture
 */
record PictureSettings(ImageConfiguration image, long pixelLimit) implements Serializable {

  static PictureSettings of(Configuration configuration) {
    return new PictureSettings(configuration.image(), configuration.data().pixelLimit());
  }

  /** Floats that a picture takes. */
  int floats() {
    return 3 * image.size() * image.size();
  }

  Normalisation normalisation() {
    List<Double> mean = image.mean();
    List<Double> deviation = image.standardDeviation();
    return new Normalisation(
        mean.get(0),
        mean.get(1),
        mean.get(2),
        deviation.get(0),
        deviation.get(1),
        deviation.get(2));
  }
}
