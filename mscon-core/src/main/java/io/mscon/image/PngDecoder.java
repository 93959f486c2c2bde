package io.mscon.image;

import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Decodes PNG. */
final class PngDecoder implements FormatDecoder {
  private final PixelLimit limit;
  // The chunks of transparency count as metadata; others it never sees.
  private final ReusableReader reader =
      new ReusableReader(
          JdkImageProviders.named(ImageReaderSpi.class, "png.PNGImageReaderSpi"), false);

  PngDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  @Override
  public DecodedImage decode(byte[] encoded) throws IOException, ImageRejectedException {
    PngStructure structure = PngStructure.parse(encoded);
    limit.check(structure.header().width(), structure.header().height());
    structure.checkPixels();
    byte[] pixels = structure.pixelsOnly(encoded);
    DecodedImage image =
        RgbPixels.of(reader.read(pixels, ImageFormat.PNG, reader -> reader.read(0)));
    return structure.orientation().apply(image);
  }

  @Override
  public void close() {
    reader.close();
  }
}
