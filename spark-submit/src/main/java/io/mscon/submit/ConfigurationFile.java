package io.mscon.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file given with {@code --conf}.
 *
 * @param path of it
 */
record ConfigurationFile(Path path) {

  /** Its text. */
  String text() {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new UsageException("Cannot read " + path + ": no such file", e);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Its name without the extension: what folders are named after. */
  String name() {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
