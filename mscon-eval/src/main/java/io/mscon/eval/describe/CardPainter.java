package io.mscon.eval.describe;

import io.mscon.config.AugmentationConfiguration;
import io.mscon.config.Configuration;
import io.mscon.eval.page.Thumbnail;
import io.mscon.image.Augmentation;
import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.image.JpegEncoder;
import io.mscon.image.Normalisation;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Makes the contact sheet's pictures; used by one task. */
final class CardPainter implements AutoCloseable {
  /** Views that training shows first: those of its first epoch. */
  static final int VIEWS = 2;

  private static final int FIRST_EPOCH = 0;
  private static final int LONGEST_SIDE = 192;
  private static final float JPEG_QUALITY = 0.85f;

  private final Settings settings;
  private final ImageDecoder decoder;
  private final Augmentation augmentation;
  private final JpegEncoder jpeg;

  /**
   * What pictures are made with.
   *
   * @param seed the run's seed
   * @param augmentation how strongly views are changed
   * @param size width and height of a view
   * @param pixelLimit most pixels of a picture
   */
  record Settings(long seed, AugmentationConfiguration augmentation, int size, long pixelLimit)
      implements Serializable {
    static Settings of(Configuration configuration) {
      return new Settings(
          configuration.seed(),
          configuration.augmentation(),
          configuration.image().size(),
          configuration.data().pixelLimit());
    }
  }

  CardPainter(Settings settings) throws IOException {
    this.settings = settings;
    jpeg = new JpegEncoder(JPEG_QUALITY);
    decoder = new ImageDecoder(settings.pixelLimit());
    augmentation =
        new Augmentation(settings.augmentation().options(), Normalisation.NONE, settings.size());
  }

  /** A picture that can't be decoded is told of, not thrown at whoever wants to see the data. */
  CardPictures paint(String id, byte[] encoded) throws IOException {
    try {
      DecodedImage image = decoder.decode(encoded);
      int width = Thumbnail.width(image, LONGEST_SIDE);
      byte[] picture = jpeg.encode(Thumbnail.buffered(width, Thumbnail.of(image, LONGEST_SIDE)));
      return new CardPictures(picture, views(id, image), "");
    } catch (ImageRejectedException e) {
      return CardPictures.unreadable(e.getMessage());
    }
  }

  private List<byte[]> views(String id, DecodedImage image) throws IOException {
    List<byte[]> views = new ArrayList<>();
    float[] planes = new float[3 * settings.size() * settings.size()];
    for (int view = 0; view < VIEWS; view++) {
      augmentation.augment(image, settings.seed(), FIRST_EPOCH, id, view, planes, 0);
      views.add(jpeg.encode(Thumbnail.buffered(settings.size(), pixels(planes))));
    }
    return views;
  }

  private static int[] pixels(float[] planes) {
    int[] rgb = new int[planes.length / 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] =
          level(planes[i]) << 16
              | level(planes[rgb.length + i]) << 8
              | level(planes[2 * rgb.length + i]);
    }
    return rgb;
  }

  private static int level(float sample) {
    return Math.round(255 * Math.min(1, Math.max(0, sample)));
  }

  @Override
  public void close() {
    decoder.close();
    jpeg.close();
  }
}
