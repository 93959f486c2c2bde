package io.mscon.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures anew: upright, RGB, no larger than asked, without the file's metadata. The same
 * file gives the same bytes on the same Java. Not for several threads at once.
 */
public final class PictureReencoder implements AutoCloseable {
  private static final String PNG_WRITER = "png.PNGImageWriterSpi";

  private final ImageDecoder decoder;
  private final int shorterSide;
  private final Encoding encoding;
  private final Runnable release;

  private PictureReencoder(long pixelLimit, int shorterSide, Encoding encoding, Runnable release) {
    if (shorterSide < 1) {
      throw new IllegalArgumentException(
          "Invalid shorter side: " + shorterSide + " (must be >= 1)");
    }
    decoder = new ImageDecoder(pixelLimit);
    this.shorterSide = shorterSide;
    this.encoding = encoding;
    this.release = release;
  }

  /** A format. */
  @FunctionalInterface
  private interface Encoding {
    byte[] encode(BufferedImage image) throws IOException;
  }

  /**
   * To PNG, which loses nothing.
   *
   * @param pixelLimit most pixels of a file's picture
   * @param shorterSide in pixels; smaller pictures keep their size
   * @throws IOException if the JDK's writer cannot be made
   */
  public static PictureReencoder png(long pixelLimit, int shorterSide) throws IOException {
    ImageWriter png =
        JdkImageProviders.named(ImageWriterSpi.class, PNG_WRITER).createWriterInstance();
    return new PictureReencoder(pixelLimit, shorterSide, image -> encode(png, image), png::dispose);
  }

  private static byte[] encode(ImageWriter png, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      png.setOutput(stream);
      png.write(new IIOImage(image, null, null));
    }
    return bytes.toByteArray();
  }

  /**
   * To JPEG.
   *
   * @param pixelLimit most pixels of a file's picture
   * @param shorterSide in pixels; smaller pictures keep their size
   * @param quality above 0, at most 1
   * @throws IOException if the JDK's writer cannot be made
   */
  public static PictureReencoder jpeg(long pixelLimit, int shorterSide, double quality)
      throws IOException {
    JpegEncoder jpeg = new JpegEncoder((float) quality);
    return new PictureReencoder(pixelLimit, shorterSide, jpeg::encode, jpeg::close);
  }

  /**
   * Writes a picture anew.
   *
   * @param file the bytes of an image file
   * @throws ImageRejectedException if they are no picture
   * @throws IOException if it cannot be encoded
   */
  public byte[] reencode(byte[] file) throws ImageRejectedException, IOException {
    return encoding.encode(buffered(PictureReduction.reduce(decoder.decode(file), shorterSide)));
  }

  private static BufferedImage buffered(DecodedImage image) {
    int width = image.width();
    BufferedImage buffered = new BufferedImage(width, image.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
      }
      buffered.setRGB(0, y, width, 1, row, 0, width);
    }
    return buffered;
  }

  @Override
  public void close() {
    decoder.close();
    release.run();
  }
}
