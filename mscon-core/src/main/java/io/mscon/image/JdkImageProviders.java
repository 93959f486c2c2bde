package io.mscon.image;

import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderWriterSpi;

/**
 * The very classes that decode and encode, the JDK's own, chosen by name: what else may be
 * installed on a machine must not change a pixel, nor a byte.
 */
final class JdkImageProviders {
  private static final String JDK_PACKAGE = "com.sun.imageio.plugins.";

  private JdkImageProviders() {}

  /**
   * One of them.
   *
   * @param kind readers or writers
   * @param className below the JDK's package of image formats, such as png.PNGImageReaderSpi
   * @throws IllegalStateException if this Java has none
   */
  static <T extends ImageReaderWriterSpi> T named(Class<T> kind, String className) {
    Iterator<T> providers = IIORegistry.getDefaultInstance().getServiceProviders(kind, false);
    while (providers.hasNext()) {
      T provider = providers.next();
      if (provider.getClass().getName().equals(JDK_PACKAGE + className)) {
        return provider;
      }
    }
    throw new IllegalStateException("Cannot find Java's own " + className);
  }
}
