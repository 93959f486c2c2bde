package io.mscon.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files that a configuration consists of. */
public final class ConfigurationFiles {
  private ConfigurationFiles() {}

  /**
   * A configuration's file and all that it includes, and that those include.
   *
   * @param file HOCON
   * @return absolute paths without {@code ..}, sorted
   * @throws ConfigurationException if one can't be read
   */
  public static List<Path> of(Path file) {
    Set<Path> files = new TreeSet<>();
    files.add(plain(file));
    try {
      ConfigFactory.parseFile(
          file.toFile(),
          Includes.of(file, included -> files.add(plain(included))).setAllowMissing(false));
    } catch (ConfigException e) {
      Problems problems = new Problems();
      problems.add("Cannot read %s: %s", file, e.getMessage());
      problems.throwIfAny();
    }
    return List.copyOf(files);
  }

  private static Path plain(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
