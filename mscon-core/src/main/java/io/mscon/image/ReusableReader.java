package io.mscon.image;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * An ImageIO reader that is kept from picture to picture, since making one costs more than decoding
 * a small picture, and replaced after every failure, since its state is then anyone's guess.
 */
final class ReusableReader implements AutoCloseable {
  private final ImageReaderSpi provider;
  private final boolean ignoreMetadata;
  private ImageReader reader;
  private String damage;

  ReusableReader(ImageReaderSpi provider) {
    this(provider, true);
  }

  ReusableReader(ImageReaderSpi provider, boolean ignoreMetadata) {
    this.provider = provider;
    this.ignoreMetadata = ignoreMetadata;
  }

  /** One way of using the reader on one picture. */
  interface Use<T> {
    T apply(ImageReader reader) throws IOException, ImageRejectedException;
  }

  /**
   * Lets the reader work on a picture.
   *
   * @throws ImageRejectedException if the use throws it or the reader only warns that data is
   *     missing or damaged, and would have returned a picture with grey or torn parts
   */
  <T> T read(byte[] bytes, ImageFormat format, Use<T> use)
      throws IOException, ImageRejectedException {
    try {
      T result = use.apply(opened(bytes));
      rejectDamaged(format, null);
      reader.setInput(null);
      return result;
    } catch (IOException | RuntimeException e) {
      close();
      // The first warning says better what is wrong than what the reader later tripped over.
      rejectDamaged(format, e);
      throw e;
    } catch (ImageRejectedException e) {
      close();
      throw e;
    }
  }

  private ImageReader opened(byte[] bytes) throws IOException {
    if (reader == null) {
      reader = provider.createReaderInstance();
      reader.addIIOReadWarningListener((source, warning) -> noteDamage(warning));
    }
    damage = null;
    reader.setInput(new EncodedStream(bytes), false, ignoreMetadata);
    return reader;
  }

  private void noteDamage(String warning) {
    if (damage == null && Damage.isDamage(warning)) {
      damage = warning;
    }
  }

  private void rejectDamaged(ImageFormat format, Exception cause) throws ImageRejectedException {
    if (damage != null) {
      throw new ImageRejectedException(Damage.reason(damage, format), cause);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.dispose();
      reader = null;
    }
  }
}
