package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Reads the pictures' files.
 *
 * @param folder of the corpus
 * @param pixelLimit most pixels of a picture
 */
record PictureFiles(CorpusFolder folder, long pixelLimit) implements Serializable {
  private static final long BYTES_PER_PIXEL = 8;
  private static final long HEADER_BYTES = 1 << 20;

  /**
   * Reads a picture's bytes.
   *
   * @throws ImageRejectedException if the corpus has no such file
   * @throws IOException if the file system fails, which is no fault of the corpus
   */
  byte[] read(String image) throws ImageRejectedException, IOException {
    checkInside(image);
    try {
      return read(folder.resolve(image));
    } catch (IllegalArgumentException e) {
      // Hadoop's local file system cannot open a file whose name holds a colon.
      throw new ImageRejectedException("the path cannot be used: " + e.getMessage(), e);
    }
  }

  private byte[] read(Path path) throws ImageRejectedException, IOException {
    FileSystem files = folder.files();
    try {
      checkLength(files.getFileStatus(path));
      try (FSDataInputStream in = files.open(path)) {
        return in.readAllBytes();
      }
    } catch (FileNotFoundException e) {
      String reason = files.exists(path) ? "cannot be opened: " + e.getMessage() : "no such file";
      throw new ImageRejectedException(reason, e);
    } catch (AccessControlException e) {
      throw new ImageRejectedException("permission denied", e);
    } catch (IOException e) {
      throw new IOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static void checkInside(String image) throws ImageRejectedException {
    if (image.startsWith("/") || image.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")) {
      throw new ImageRejectedException("the path is absolute (must be below data.source)");
    }
    if (Arrays.asList(image.split("[/\\\\]")).contains("..")) {
      throw new ImageRejectedException("the path leaves the corpus");
    }
  }

  /** An uncompressed picture of 16-bit RGBA has 8 bytes a pixel: longer files are no pictures. */
  private void checkLength(FileStatus status) throws ImageRejectedException {
    if (status.isDirectory()) {
      throw new ImageRejectedException("is a folder");
    }
    if (status.getLen() == 0) {
      throw new ImageRejectedException("the file is empty");
    }
    long most = Math.min(Integer.MAX_VALUE / 2, pixelLimit * BYTES_PER_PIXEL + HEADER_BYTES);
    if (status.getLen() > most) {
      throw new ImageRejectedException(
          "the file has " + status.getLen() + " bytes (at most " + most + " by data.pixel-limit)");
    }
  }
}
