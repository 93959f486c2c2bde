package io.mscon.image;

import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Decodes BMP. */
final class BmpDecoder implements FormatDecoder {
  private final PixelLimit limit;
  private final ReusableReader reader =
      new ReusableReader(JdkImageProviders.named(ImageReaderSpi.class, "bmp.BMPImageReaderSpi"));

  BmpDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  @Override
  public DecodedImage decode(byte[] encoded) throws IOException, ImageRejectedException {
    BmpHeader header = BmpHeader.parse(encoded);
    limit.check(header.width(), header.height());
    header.checkPixels(encoded);
    return RgbPixels.of(reader.read(encoded, ImageFormat.BMP, reader -> reader.read(0)));
  }

  @Override
  public void close() {
    reader.close();
  }
}
