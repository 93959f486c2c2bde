package io.mscon.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes JPEG. The common kinds (grey or three components, 8 bits, Huffman coding) are taken from
 * the JDK as raw components and converted here exactly as libjpeg does, without regard to embedded
 * colour profiles, as Pillow and torchvision do; the others go to TwelveMonkeys.
 */
final class JpegDecoder implements AutoCloseable {
  private final PixelLimit limit;
  private final ReusableReader common =
      new ReusableReader(ReaderProviders.jdk("jpeg.JPEGImageReaderSpi"));
  private final ReusableReader extended = new ReusableReader(ReaderProviders.extendedJpeg());

  JpegDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  DecodedImage decode(byte[] bytes) throws IOException, ImageRejectedException {
    JpegHeader header = JpegHeader.parse(bytes);
    limit.check(header.width(), header.height());
    byte[] whole = closed(bytes, header);
    return header.orientation().apply(decode(whole, header));
  }

  private DecodedImage decode(byte[] bytes, JpegHeader header)
      throws IOException, ImageRejectedException {
    if (header.common() && (header.components() == 1 || header.components() == 3)) {
      Raster raster = common.read(bytes, ImageFormat.JPEG, reader -> reader.readRaster(0, null));
      return fromComponents(raster, header);
    }
    return extended.read(bytes, ImageFormat.JPEG, reader -> RgbPixels.of(reader.read(0)));
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
    if (header.components() == 1) {
      samples = RgbPixels.repeated(samples);
    } else if (header.luminanceChrominance()) {
      LuminanceChrominance.toRgb(samples);
    }
    return new DecodedImage(raster.getWidth(), raster.getHeight(), samples);
  }

  @Override
  public void close() {
    common.close();
    extended.close();
  }
}
