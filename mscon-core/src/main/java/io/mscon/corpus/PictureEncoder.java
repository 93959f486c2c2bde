package io.mscon.corpus;

import io.mscon.image.JpegEncoder;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures in every {@link PictureEncoding}. Not for several threads at once. */
final class PictureEncoder implements AutoCloseable {
  private static final byte[] WEB_PAGE =
      "<!DOCTYPE html><title>404</title><p>Not found</p>\n".getBytes(StandardCharsets.US_ASCII);
  private static final float JPEG_QUALITY = 0.9f;
  private static final int PNG_SIZE = 16;
  private static final int PNG_HEADER = 12;
  private static final int PNG_HEADER_BYTES = 17;
  private static final int HUGE = 30_000;

  private final JpegEncoder jpeg;

  PictureEncoder() throws IOException {
    jpeg = new JpegEncoder(JPEG_QUALITY);
  }

  byte[] encode(BufferedImage image, PictureEncoding encoding) throws IOException {
    return switch (encoding) {
      case JPEG -> jpeg.encode(image);
      case GREY_JPEG -> jpeg.encode(grey(image));
      case PNG -> png(image);
      case ANIMATED_GIF -> animatedGif(image);
      case WEBP -> WebPEncoder.encode(image);
      case EMPTY -> new byte[0];
      case TRUNCATED_JPEG -> half(jpeg.encode(image));
      case TRUNCATED_PNG -> half(png(image));
      case HUGE_PNG -> huge(png(image));
      case WEB_PAGE -> WEB_PAGE.clone();
    };
  }

  private static BufferedImage grey(BufferedImage image) {
    BufferedImage grey =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return grey;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Two frames, the second one mirrored. */
  private static byte[] animatedGif(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(image, null, null), null);
      writer.writeToSequence(new IIOImage(mirrored(image), null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage mirrored(BufferedImage image) {
    int width = image.getWidth();
    BufferedImage mirrored =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = mirrored.createGraphics();
    graphics.drawImage(image, width, 0, -width, image.getHeight(), null);
    graphics.dispose();
    return mirrored;
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  /** A header that claims more pixels than there is memory for, with a right checksum. */
  private static byte[] huge(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(PNG_SIZE, HUGE).putInt(PNG_SIZE + Integer.BYTES, HUGE);
    CRC32 sum = new CRC32();
    sum.update(png, PNG_HEADER, PNG_HEADER_BYTES);
    bytes.putInt(PNG_HEADER + PNG_HEADER_BYTES, (int) sum.getValue());
    return png;
  }

  @Override
  public void close() {
    jpeg.close();
  }
}
