package io.mscon.spark.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 text without its byte order mark. Unlike Java's own reader it knows the line in which
 * something else begins, and refuses NUL characters, the sign of UTF-16 and of damaged files.
 */
final class Utf8Text extends Reader {
  private static final int SIZE = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);
  private final CharBuffer text = CharBuffer.allocate(SIZE).limit(0);
  private long line = 1;
  private char last;
  private boolean begun;
  private boolean ended;

  Utf8Text(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!text.hasRemaining() && !ended) {
      fill();
    }
    if (!text.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, text.remaining());
    text.get(target, offset, count);
    return count;
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
    text.clear();
    CoderResult result = decoder.decode(bytes, text, ended);
    text.flip();
    countLines();
    if (result.isError()) {
      throw new TableFault(
          line, "not UTF-8 (save the table as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8)");
    }
    if (!begun && text.hasRemaining()) {
      begun = true;
      if (text.get(0) == BYTE_ORDER_MARK) {
        text.get();
      }
    }
  }

  private void countLines() throws TableFault {
    for (int i = 0; i < text.limit(); i++) {
      char next = text.get(i);
      if (next == '\0') {
        throw new TableFault(
            line, "a NUL character (mend the file; if it is UTF-16, save as UTF-8)");
      }
      if (next == '\r' || next == '\n' && last != '\r') {
        line++;
      }
      last = next;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
