package io.mscon.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.spi.ImageReaderSpi;

/** Decodes the first frame of a GIF, as it is shown on the canvas. */
final class GifDecoder implements FormatDecoder {
  private final PixelLimit limit;
  private final ReusableReader reader =
      new ReusableReader(JdkImageProviders.named(ImageReaderSpi.class, "gif.GIFImageReaderSpi"));

  GifDecoder(PixelLimit limit) {
    this.limit = limit;
  }

  @Override
  public DecodedImage decode(byte[] encoded) throws IOException, ImageRejectedException {
    GifHeader header = GifHeader.parse(encoded);
    limit.check(header.width(), header.height());
    limit.check(header.canvas().width(), header.canvas().height());
    BufferedImage frame = reader.read(encoded, ImageFormat.GIF, GifDecoder::wholeFrame);
    return header.canvas().show(RgbPixels.of(frame));
  }

  /** The reader leaves rows that are missing black, and says so nowhere but in its progress. */
  private static BufferedImage wholeFrame(ImageReader reader)
      throws IOException, ImageRejectedException {
    LastRow rows = new LastRow();
    reader.addIIOReadProgressListener(rows);
    try {
      BufferedImage image = reader.read(0);
      if (rows.percent < 100) {
        throw new ImageRejectedException("truncated GIF: ends within the first frame");
      }
      return image;
    } finally {
      reader.removeIIOReadProgressListener(rows);
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private static final class LastRow implements IIOReadProgressListener {
    private float percent;

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      percent = percentageDone;
    }

    @Override
    public void sequenceStarted(ImageReader source, int minimumIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
