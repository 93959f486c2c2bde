package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import java.io.IOException;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Reads the pictures' files.
 *
 * @param files of the corpus
 * @param pixelLimit most pixels of a picture
 */
record PictureFiles(CorpusFiles files, long pixelLimit) implements Serializable {
  private static final Pattern ABSOLUTE = Pattern.compile("(?s)/.*|[A-Za-z][A-Za-z0-9+.-]*:/.*");
  private static final Pattern UPWARDS = Pattern.compile("(?s)(?:.*[/\\\\])?\\.\\.(?:[/\\\\].*)?");
  private static final long BYTES_PER_PIXEL = 4;
  private static final long HEADER_BYTES = 1 << 20;

  /**
   * Looks at a picture's file.
   *
   * @throws ImageRejectedException if the corpus has no such file, or one that can be no picture
   * @throws IOException if the file system fails, which is no fault of the corpus
   */
  FileState state(String image) throws ImageRejectedException, IOException {
    checkInside(image);
    try {
      FileState state = files.state(image);
      check(state);
      return state;
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /**
   * Reads a picture's bytes.
   *
   * @throws ImageRejectedException if the corpus has no such file, or one that can be no picture
   * @throws IOException if the file system fails, which is no fault of the corpus
   */
  byte[] read(String image) throws ImageRejectedException, IOException {
    // Whoever reads a pipe, or a file of 100 GB, does not come back.
    state(image);
    return readSeen(image);
  }

  /** The same for a picture whose state was just looked at. */
  byte[] readSeen(String image) throws ImageRejectedException, IOException {
    return files.read(image);
  }

  /** Such as a colon in a name, which Hadoop's local file system cannot open. */
  private static ImageRejectedException unusable(IllegalArgumentException e) {
    return new ImageRejectedException("the path cannot be used: " + e.getMessage(), e);
  }

  /** Whether a path says by itself where it is. */
  static boolean isAbsolute(String path) {
    return ABSOLUTE.matcher(path).matches();
  }

  private static void checkInside(String image) throws ImageRejectedException {
    if (isAbsolute(image)) {
      throw new ImageRejectedException("the path is absolute (must be below data.source)");
    }
    if (UPWARDS.matcher(image).matches()) {
      throw new ImageRejectedException("the path leaves the corpus");
    }
  }

  /** A picture of 8 bits RGBA without any compression has 4 bytes a pixel. */
  private void check(FileState state) throws ImageRejectedException {
    switch (state.kind()) {
      case FOLDER -> throw new ImageRejectedException("is a folder");
      case OTHER -> throw new ImageRejectedException("is no regular file");
      case FILE -> checkLength(state.length());
    }
  }

  private void checkLength(long length) throws ImageRejectedException {
    if (length == 0) {
      throw new ImageRejectedException("the file is empty");
    }
    long most = Math.min(Integer.MAX_VALUE / 2, pixelLimit * BYTES_PER_PIXEL + HEADER_BYTES);
    if (length > most) {
      throw new ImageRejectedException(
          "the file has " + length + " bytes (at most " + most + " by data.pixel-limit)");
    }
  }
}
