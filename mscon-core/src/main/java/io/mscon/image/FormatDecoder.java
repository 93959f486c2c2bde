package io.mscon.image;

import java.io.IOException;

/**
 * Decodes one format. Headers are checked here, before a library sees the bytes; the library's own
 * complaints come as they are.
 */
sealed interface FormatDecoder extends AutoCloseable
    permits JpegDecoder, PngDecoder, GifDecoder, BmpDecoder, WebPDecoder {
  /**
   * Decodes a picture.
   *
   * @param encoded bytes that begin as the format does
   * @throws ImageRejectedException if they are damaged, or too large a picture
   * @throws IOException if the library says so
   */
  DecodedImage decode(byte[] encoded) throws IOException, ImageRejectedException;

  @Override
  void close();
}
