package io.mscon.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A folder of small and middling files, local or remote, addressed by relative paths with slashes.
 *
 * <p>A file appears whole or not at all: it is written under a temporary name, closed, checked and
 * renamed.
 */
public interface Storage {
  /** The folder, as a person would write it. */
  String location();

  /**
   * Whether a file or folder is there.
   *
   * @param path relative
   */
  boolean exists(String path) throws IOException;

  /**
   * Reads a file.
   *
   * @param path relative
   * @throws java.io.FileNotFoundException if there is none
   */
  byte[] read(String path) throws IOException;

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param path relative
   * @param content all of it
   */
  void write(String path, byte[] content) throws IOException;

  /**
   * Names in a folder, sorted; temporary files are left out.
   *
   * @param folder relative; "" for the top
   * @return an empty list if there is no such folder
   */
  List<String> list(String folder) throws IOException;

  /**
   * Deletes a file, or a folder with all in it; does nothing if there is none.
   *
   * @param path relative
   */
  void delete(String path) throws IOException;

  /**
   * Reads a file of UTF-8 text.
   *
   * @param path relative
   */
  default String readText(String path) throws IOException {
    return new String(read(path), StandardCharsets.UTF_8);
  }

  /**
   * Writes a file of UTF-8 text.
   *
   * @param path relative
   * @param text all of it
   */
  default void writeText(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
