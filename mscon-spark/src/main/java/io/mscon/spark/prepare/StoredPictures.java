package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.PictureFormat;
import io.mscon.config.DataConfiguration.Pictures;
import io.mscon.config.DataConfiguration.Storing;
import io.mscon.image.ImageRejectedException;
import io.mscon.image.PictureReencoder;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Makes what is stored of a picture. Each task has its own, and its own encoder. */
final class StoredPictures implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Pictures pictures;
  private final long pixelLimit;
  private transient PictureReencoder encoder;

  StoredPictures(Pictures pictures, long pixelLimit) {
    this.pictures = pictures;
    this.pixelLimit = pixelLimit;
  }

  /** Names what decides the stored bytes besides the picture's own. */
  String description() {
    return pictures.description();
  }

  byte[] of(byte[] file) throws ImageRejectedException, IOException {
    if (pictures.stored() == Storing.AS_THEY_ARE) {
      return file;
    }
    if (encoder == null) {
      encoder = open();
    }
    return encoder.reencode(file);
  }

  private PictureReencoder open() throws IOException {
    PictureReencoder opened =
        pictures.format() == PictureFormat.PNG
            ? PictureReencoder.png(pixelLimit, pictures.size())
            : PictureReencoder.jpeg(pixelLimit, pictures.size(), pictures.quality());
    TaskCompletionListener close = context -> opened.close();
    TaskContext.get().addTaskCompletionListener(close);
    return opened;
  }
}
