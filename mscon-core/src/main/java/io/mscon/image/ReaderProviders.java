package io.mscon.image;

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
}
