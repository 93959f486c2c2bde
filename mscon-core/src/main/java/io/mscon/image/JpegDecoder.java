package io.mscon.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Decodes JPEG. The common kinds (one, three or four components, 8 bits, Huffman coding) are taken
 * from the JDK as raw components and converted here exactly as libjpeg does, without regard to
 * embedded colour profiles, as Pillow and torchvision do; so are the four inks of CMYK.
 */
final class JpegDecoder implements FormatDecoder {
  private final PixelLimit limit;
  private final ReusableReader reader =
      new ReusableReader(JdkImageProviders.named(ImageReaderSpi.class, "jpeg.JPEGImageReaderSpi"));

  JpegDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  @Override
  public DecodedImage decode(byte[] bytes) throws IOException, ImageRejectedException {
    JpegHeader header = JpegHeader.parse(bytes);
    limit.check(header.width(), header.height());
    header.checkKind();
    byte[] whole = closed(bytes, header);
    Raster raster = reader.read(whole, ImageFormat.JPEG, reader -> reader.readRaster(0, null));
    return header.orientation().apply(fromComponents(raster, header));
  }

  /**
   * The bytes with an end-of-image marker. Some encoders leave it out. With a marker put behind the
   * last byte (and behind zeros that a reserved file was filled with), libjpeg complains if and
   * only if coded data is missing. Where the missing part could be whole scans, it would not
   * complain, so such a stream without an end is taken as truncated.
   */
  private static byte[] closed(byte[] bytes, JpegHeader header) throws ImageRejectedException {
    if (header.ending() == JpegHeader.Ending.MARKED) {
      return bytes;
    }
    boolean scansMayBeMissing = header.progressive() || !header.interleaved();
    if (header.ending() == JpegHeader.Ending.IN_HEADER || scansMayBeMissing) {
      throw new ImageRejectedException("truncated JPEG");
    }
    int length = bytes.length;
    while (bytes[length - 1] == 0) {
      length--;
    }
    byte[] closed = Arrays.copyOf(bytes, length + 2);
    closed[length] = (byte) 0xff;
    closed[length + 1] = (byte) 0xd9;
    return closed;
  }

  private static DecodedImage fromComponents(Raster raster, JpegHeader header)
      throws ImageRejectedException {
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    int pixels = raster.getWidth() * raster.getHeight();
    if (samples.length != pixels * header.components()) {
      throw new ImageRejectedException("corrupt JPEG: headers contradict each other");
    }
    byte[] rgb = rgb(samples, header);
    return new DecodedImage(raster.getWidth(), raster.getHeight(), rgb);
  }

  private static byte[] rgb(byte[] samples, JpegHeader header) {
    if (header.components() == 1) {
      return RgbPixels.repeated(samples);
    }
    if (header.components() == 4) {
      return Inks.toRgb(samples, header.luminanceChrominance());
    }
    if (header.luminanceChrominance()) {
      LuminanceChrominance.toRgb(samples);
    }
    return samples;
  }

  @Override
  public void close() {
    reader.close();
  }
}
