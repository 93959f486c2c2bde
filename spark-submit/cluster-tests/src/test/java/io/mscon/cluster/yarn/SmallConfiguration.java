package io.mscon.cluster.yarn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A training of two lanes and a few thousand parameters on drawn shoes. */
final class SmallConfiguration {
  /** So many that every split gets some of each category. */
  static final int PICTURES = 80;

  private SmallConfiguration() {}

  /**
   * Writes it.
   *
   * @param file where to
   * @param corpus the corpus's address
   */
  static Path write(Path file, String corpus) throws IOException {
    return Files.writeString(
        file,
        """
        data {
          source = "%s"
          layout = zappos50k
          labels = [
            { name = category, column = Category }
            { name = closure, column = Closure, minimum-count = 8 }
          ]
        }
        metrics = [category, closure]
        image.size = 16
        model { width = 0.125, stem = small-image, projection-hidden = 16, embedding-size = 8 }
        train { epochs = 6, global-batch = 24, micro-batch = 4, lanes = 2, checkpoint-every-steps = 2 }
        probe.tasks = [category]
        """
            .formatted(corpus));
  }
}
