package io.mscon.submit;

import io.mscon.config.ConfigurationFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A configuration with all that it includes, for a driver that runs elsewhere: a zip file that
 * keeps how the files lie to each other.
 *
 * @param archive the zip file
 * @param link the folder that it is unpacked to, as spark-submit is told
 * @param command with the path that the configuration has there
 */
record ConfigurationArchive(Path archive, String link, List<String> command) {
  private static final String OPTION = "--conf";
  private static final String LINK = "mscon-conf";

  /**
   * Packs the configuration of a command.
   *
   * @param command with {@code --conf FILE} or {@code --conf=FILE} in it
   * @param archive where to
   * @throws io.mscon.config.ConfigurationException if a file can't be read
   */
  static ConfigurationArchive pack(List<String> command, Path archive) throws IOException {
    int at = position(command);
    boolean joined = command.get(at).startsWith(OPTION + "=");
    Path file = Path.of(joined ? command.get(at).substring(OPTION.length() + 1) : command.get(at));
    Path root = write(ConfigurationFiles.of(file), archive);
    String packed = LINK + "/" + root.relativize(file.toAbsolutePath().normalize());
    List<String> changed = new ArrayList<>(command);
    changed.set(at, joined ? OPTION + "=" + packed : packed);
    return new ConfigurationArchive(archive, LINK, List.copyOf(changed));
  }

  /** Whether a command has a configuration to pack. */
  static boolean needed(List<String> command) {
    return position(command) >= 0;
  }

  /** What spark-submit is told: the file, and where it goes. */
  String inWords() {
    return archive.toUri() + "#" + link;
  }

  private static int position(List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).startsWith(OPTION + "=")) {
        return i;
      }
      if (command.get(i).equals(OPTION) && i + 1 < command.size()) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Returns the folder that holds all of the files. */
  private static Path write(List<Path> files, Path archive) throws IOException {
    Path root = files.get(0).getParent();
    for (Path file : files) {
      while (!file.startsWith(root)) {
        root = root.getParent();
      }
    }
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    return root;
  }
}
