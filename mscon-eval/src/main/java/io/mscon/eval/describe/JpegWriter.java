package io.mscon.eval.describe;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes small pictures with the JDK's own writer, so that the same pixels give the same bytes.
 */
final class JpegWriter implements AutoCloseable {
  private static final String JDK = "com.sun.imageio.plugins.jpeg.JPEGImageWriter";
  private static final float QUALITY = 0.85f;

  private final ImageWriter writer = jdk();

  private static ImageWriter jdk() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().equals(JDK)) {
        return writer;
      }
    }
    throw new IllegalStateException("Cannot find the Java image writer " + JDK);
  }

  /**
   * Encodes.
   *
   * @param width in pixels
   * @param rgb one number a pixel, 0xRRGGBB, row by row
   */
  byte[] encode(int width, int[] rgb) throws IOException {
    int height = rgb.length / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    options.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), options);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    writer.dispose();
  }
}
