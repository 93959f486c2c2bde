package io.mscon.image;

import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;

/** The JDK's own image writers, whatever others are installed: the same bytes everywhere. */
final class WriterProviders {
  private WriterProviders() {}

  static ImageWriterSpi named(String className) {
    Iterator<ImageWriterSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, false);
    while (providers.hasNext()) {
      ImageWriterSpi provider = providers.next();
      if (provider.getClass().getName().equals(className)) {
        return provider;
      }
    }
    throw new IllegalStateException("Cannot find the Java image writer " + className);
  }
}
