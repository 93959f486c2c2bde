package io.mscon.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Decodes pictures: JPEG (baseline, progressive, grey, CMYK and YCCK), PNG (all colour types, 1 to
 * 16 bits), GIF and WebP (of an animation the first frame) and BMP, recognised by content.
 * Transparency is composited on white; colour profiles are ignored, as Pillow and torchvision do;
 * the Exif orientation of JPEG, PNG and WebP is applied.
 *
 * <p>A picture is decoded wholly or rejected: a JPEG whose coded data ends early is rejected, where
 * most decoders fill the rest with grey. Bytes after the end of a picture are ignored, and a
 * sequential JPEG that lacks nothing but its end-of-image marker is taken. Own checks of the
 * headers come first, so that no library takes memory for more pixels than are permitted: decoding
 * takes at most 12 bytes a pixel and the file twice.
 *
 * <p>Readers are kept between calls: make one decoder per task, close it at the end, and don't
 * share it between threads.
 */
public final class ImageDecoder implements AutoCloseable {
  /** The usual limit: 50 megapixels. */
  public static final long DEFAULT_PIXEL_LIMIT = 50_000_000;

  private final Map<ImageFormat, FormatDecoder> decoders = new EnumMap<>(ImageFormat.class);

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
    PixelLimit limit = new PixelLimit(pixelLimit);
    decoders.put(ImageFormat.JPEG, new JpegDecoder(limit));
    decoders.put(ImageFormat.PNG, new PngDecoder(limit));
    decoders.put(ImageFormat.GIF, new GifDecoder(limit));
    decoders.put(ImageFormat.BMP, new BmpDecoder(limit));
    decoders.put(ImageFormat.WEBP, new WebPDecoder(limit));
  }

  /**
   * Decodes a picture.
   *
   * @param encoded the bytes of an image file
   * @throws ImageRejectedException if they are no picture, a damaged one or too large a one
   * @throws ImageLibraryException if the format's native library cannot be loaded on this machine
   */
  public DecodedImage decode(byte[] encoded) throws ImageRejectedException {
    ImageFormat format = ImageFormat.of(encoded);
    try {
      return decoders.get(format).decode(encoded);
    } catch (ImageLibraryException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Image readers answer malformed bytes with whatever the bytes made them stumble over.
      throw new ImageRejectedException(reason(format, e), e);
    }
  }

  private static String reason(ImageFormat format, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return "truncated " + format.label();
      }
    }
    return "corrupt " + format.label() + ": " + describe(e);
  }

  /** The innermost message: readers wrap what went wrong in a remark that something did. */
  private static String describe(Throwable e) {
    if (e.getCause() != null && e.getCause().getMessage() != null) {
      return describe(e.getCause());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    decoders.values().forEach(FormatDecoder::close);
  }
}
