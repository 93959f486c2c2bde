package io.mscon.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The very classes that decode, chosen by name: what else may be installed on a machine must not
 * change a pixel.
 */
final class ReaderProviders {
  private static final String JDK_PACKAGE = "com.sun.imageio.plugins.";

  private ReaderProviders() {}

  /** The JDK's own reader of a format. */
  static ImageReaderSpi jdk(String className) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getName().equals(JDK_PACKAGE + className)) {
        return provider;
      }
    }
    throw new IllegalStateException("Cannot find the Java image reader " + className);
  }

  /** TwelveMonkeys' reader of the JPEG kinds that the JDK refuses, such as CMYK. */
  static ImageReaderSpi extendedJpeg() {
    JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
    // Only here does the provider look up the JDK's reader that it builds upon.
    provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
    return provider;
  }

  /** TwelveMonkeys' reader of WebP. */
  static ImageReaderSpi webP() {
    return new WebPImageReaderSpi();
  }
}
