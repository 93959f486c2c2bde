package io.mscon.image;

import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a picture for a reader, which loses patience with one that goes on reading behind
 * the end: a reader that takes zeros for what is missing would do so for every pixel.
 */
final class EncodedStream extends ImageInputStreamImpl {
  // Readers that fetch ahead ask a few times although they need nothing more.
  private static final int PATIENCE = 64;

  private final byte[] bytes;
  private int readsBehindTheEnd;

  EncodedStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IIOException {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IIOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return end();
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  private int end() throws IIOException {
    if (++readsBehindTheEnd > PATIENCE) {
      // Not an EOFException, which such a reader would catch.
      throw new IIOException("data ends early");
    }
    return -1;
  }
}
