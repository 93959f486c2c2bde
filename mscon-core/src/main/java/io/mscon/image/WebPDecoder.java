package io.mscon.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * Decodes WebP, lossy and lossless, of an animation the first frame, with libwebp: pixel by pixel
 * what Pillow and browsers show.
 */
final class WebPDecoder implements FormatDecoder {
  private final PixelLimit limit;
  private final WebPImageReaderSpi provider = new WebPImageReaderSpi();

  WebPDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  @Override
  public DecodedImage decode(byte[] encoded) throws IOException, ImageRejectedException {
    WebPStructure structure = WebPStructure.parse(encoded);
    limit.check(structure.width(), structure.height());
    limit.check(structure.canvas().width(), structure.canvas().height());
    BufferedImage image = read(structure.still(encoded));
    if (image.getWidth() != structure.width() || image.getHeight() != structure.height()) {
      throw new ImageRejectedException("corrupt WebP: headers contradict each other");
    }
    DecodedImage shown = structure.canvas().show(RgbPixels.of(image));
    return structure.orientation().apply(shown);
  }

  /** Readers hold nothing worth keeping, and none takes its input away. */
  private BufferedImage read(byte[] file) throws IOException, ImageRejectedException {
    ImageReader reader = provider.createReaderInstance(null);
    try {
      reader.setInput(new EncodedStream(file), false, true);
      return reader.read(0);
    } catch (IOException e) {
      // The reader's only message names libwebp's status.
      if (String.valueOf(e.getMessage()).contains("NotEnoughData")) {
        throw new ImageRejectedException("truncated WebP", e);
      }
      throw e;
    } catch (OutOfMemoryError e) {
      // The reader makes one, without a message, of libwebp's status, which malformed codes bring
      // about too; memory for the permitted pixels is there. The JVM's own has a message.
      if (e.getMessage() != null) {
        throw e;
      }
      throw new ImageRejectedException("corrupt WebP: libwebp ran out of memory", e);
    } catch (LinkageError e) {
      throw new ImageLibraryException(
          "Cannot load libwebp for %s %s, which decodes WebP: %s (its library is unpacked to %s, which must be writable and allow programs; -Dcom.luciad.imageio.webp.tmpdir names another folder)"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  e.getMessage(),
                  folder()),
          e);
    } finally {
      reader.dispose();
    }
  }

  private static String folder() {
    return System.getProperty(
        "com.luciad.imageio.webp.tmpdir", System.getProperty("java.io.tmpdir"));
  }

  @Override
  public void close() {}
}
