package io.mscon.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes JPEG with the JDK's own writer, whatever other writers are installed. Not for several
 * threads at once.
 */
public final class JpegEncoder implements AutoCloseable {
  private static final String WRITER = "jpeg.JPEGImageWriterSpi";

  private final float quality;
  private final ImageWriter writer;

  /**
   * An encoder.
   *
   * @param quality from 0 to 1
   * @throws IOException if the JDK's writer cannot be made
   */
  public JpegEncoder(float quality) throws IOException {
    this.quality = quality;
    writer = JdkImageProviders.named(ImageWriterSpi.class, WRITER).createWriterInstance();
  }

  /**
   * Encodes a picture.
   *
   * @param image of type RGB or grey
   * @throws IOException if it cannot be encoded
   */
  public byte[] encode(BufferedImage image) throws IOException {
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    writer.dispose();
  }
}
