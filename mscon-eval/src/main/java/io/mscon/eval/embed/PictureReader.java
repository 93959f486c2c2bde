package io.mscon.eval.embed;

import io.mscon.image.EvaluationTransform;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import org.apache.spark.sql.Row;

/** Fills micro-batches with the pictures of dataset rows; used by one task. */
final class PictureReader implements AutoCloseable {
  private final int floats;
  private final ImageDecoder decoder;
  private final EvaluationTransform transform;

  PictureReader(PictureSettings settings) {
    floats = settings.floats();
    decoder = new ImageDecoder(settings.pixelLimit());
    transform = new EvaluationTransform(settings.image().normalisation(), settings.image().size());
  }

  /**
   * Reads a row's picture into a place of a batch.
   *
   * @param row has the columns id and image
   * @param batch [rows][3][size][size]
   * @param place which row of the batch
   */
  void read(Row row, float[] batch, int place) {
    try {
      transform.transform(decoder.decode(row.getAs("image")), batch, place * floats);
    } catch (ImageRejectedException e) {
      throw new IllegalStateException(
          "Cannot embed "
              + row.getAs("id")
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
