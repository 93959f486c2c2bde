package io.mscon.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Decodes pictures: JPEG (baseline, progressive, grey, CMYK and YCCK), PNG (all colour types, 8 and
 * 16 bits), GIF (first frame), BMP and WebP, recognised by content. Transparency is composited on
 * white; colour profiles are ignored except for CMYK; the Exif orientation of a JPEG is applied.
 *
 * <p>A picture is decoded wholly or rejected: a JPEG whose coded data ends early is rejected, where
 * most decoders fill the rest with grey. Bytes after the end of a picture are ignored, and a
 * sequential JPEG that lacks nothing but its end-of-image marker is taken.
 *
 * <p>Readers are kept between calls: make one decoder per task, close it at the end, and don't
 * share it between threads.
 */
public final class ImageDecoder implements AutoCloseable {
  /** The usual limit: 50 megapixels. */
  public static final long DEFAULT_PIXEL_LIMIT = 50_000_000;

  private final PixelLimit limit;
  private final JpegDecoder jpeg;
  private final ReusableReader png = new ReusableReader(jdk("png.PNGImageReaderSpi"));
  private final ReusableReader gif = new ReusableReader(jdk("gif.GIFImageReaderSpi"));
  private final ReusableReader bmp = new ReusableReader(jdk("bmp.BMPImageReaderSpi"));
  private final ReusableReader webP = new ReusableReader(ReaderProviders.webP());

  /** A decoder with the {@linkplain #DEFAULT_PIXEL_LIMIT usual limit}. */
  public ImageDecoder() {
    this(DEFAULT_PIXEL_LIMIT);
  }

  /**
   * A decoder.
   *
   * @param pixelLimit the most pixels (width times height) that a picture may have; larger ones are
   *     rejected by their header, before memory is taken for them
   */
  public ImageDecoder(long pixelLimit) {
    limit = new PixelLimit(pixelLimit);
    jpeg = new JpegDecoder(limit);
  }

  /**
   * Decodes a picture.
   *
   * @param encoded the bytes of an image file
   * @throws ImageRejectedException if they are no picture, a damaged one or too large a one
   */
  public DecodedImage decode(byte[] encoded) throws ImageRejectedException {
    ImageFormat format = ImageFormat.of(encoded);
    try {
      return decode(encoded, format);
    } catch (EOFException e) {
      throw new ImageRejectedException("truncated " + format.label(), e);
    } catch (IOException | RuntimeException e) {
      // Image readers answer malformed bytes with whatever the bytes made them stumble over.
      throw new ImageRejectedException("corrupt " + format.label() + ": " + describe(e), e);
    }
  }

  private DecodedImage decode(byte[] encoded, ImageFormat format)
      throws IOException, ImageRejectedException {
    return switch (format) {
      case JPEG -> jpeg.decode(encoded);
      case PNG -> {
        PngStructure.check(encoded);
        yield read(png, encoded, format);
      }
      case GIF -> read(gif, encoded, format);
      case BMP -> read(bmp, encoded, format);
      case WEBP -> read(webP, encoded, format);
    };
  }

  private DecodedImage read(ReusableReader reader, byte[] encoded, ImageFormat format)
      throws IOException, ImageRejectedException {
    return RgbPixels.of(reader.read(encoded, format, this::readWithinLimit));
  }

  private BufferedImage readWithinLimit(ImageReader reader)
      throws IOException, ImageRejectedException {
    limit.check(reader.getWidth(0), reader.getHeight(0));
    return reader.read(0);
  }

  private static String describe(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static ImageReaderSpi jdk(String className) {
    return ReaderProviders.jdk(className);
  }

  @Override
  public void close() {
    jpeg.close();
    png.close();
    gif.close();
    bmp.close();
    webP.close();
  }
}
