package io.mscon.image;

/** The formats that are read, recognised by their first bytes and never by a file's name. */
enum ImageFormat {
  JPEG("JPEG") {
    @Override
    boolean matches(byte[] bytes) {
      return startsWith(bytes, 0, 0xff, 0xd8, 0xff);
    }
  },
  PNG("PNG") {
    @Override
    boolean matches(byte[] bytes) {
      return startsWith(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }
  },
  GIF("GIF") {
    @Override
    boolean matches(byte[] bytes) {
      return startsWith(bytes, 0, 'G', 'I', 'F', '8') && startsWith(bytes, 5, 'a');
    }
  },
  WEBP("WebP") {
    @Override
    boolean matches(byte[] bytes) {
      return startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P');
    }
  },
  BMP("BMP") {
    @Override
    boolean matches(byte[] bytes) {
      // Two letters alone would take many a text for a picture: the reserved zeros must follow.
      return startsWith(bytes, 0, 'B', 'M') && startsWith(bytes, 6, 0, 0, 0, 0);
    }
  };

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  abstract boolean matches(byte[] bytes);

  /** The name for messages. */
  String label() {
    return label;
  }

  static ImageFormat of(byte[] bytes) throws ImageRejectedException {
    if (bytes.length == 0) {
      throw new ImageRejectedException("empty file (0 bytes)");
    }
    for (ImageFormat format : values()) {
      if (format.matches(bytes)) {
        return format;
      }
    }
    throw new ImageRejectedException(ForeignFormat.reason(bytes));
  }

  private static boolean startsWith(byte[] bytes, int offset, int... expected) {
    if (bytes.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[offset + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
