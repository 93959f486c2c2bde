package io.mscon.spark.cluster;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Renames that fail loudly. */
public final class Moves {
  private Moves() {}

  /**
   * Renames a file or folder.
   *
   * @param files the file system of both
   * @param from what
   * @param to its new path, at which nothing stands
   * @throws IOException if it cannot be renamed, for which file systems often have no words
   */
  public static void move(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }
}
