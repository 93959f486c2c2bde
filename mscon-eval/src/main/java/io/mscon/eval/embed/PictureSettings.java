package io.mscon.eval.embed;

import io.mscon.config.Configuration;
import io.mscon.config.ImageConfiguration;
import java.io.Serializable;

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
}
