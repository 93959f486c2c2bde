package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the files that a configuration includes: {@code include "medic.conf"} means the one in the
 * same folder, {@code "../medic.conf"} the one in the folder above; so does one that is included.
 *
 * @param folder of the configuration
 * @param found gets every file that is included
 */
record Includes(Path folder, Consumer<Path> found) implements ConfigIncluder {

  /** The includes of a file. */
  static ConfigParseOptions of(String fileName) {
    return of(Path.of(fileName), file -> {});
  }

  /**
   * The includes of a file.
   *
   * @param file need not exist
   * @param found gets every file that is included
   */
  static ConfigParseOptions of(Path file, Consumer<Path> found) {
    Path folder = file.toAbsolutePath().getParent();
    return ConfigParseOptions.defaults().setIncluder(new Includes(folder, found));
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  /** HOCON passes over an include that is not there, which hides a slip of the pen. */
  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Path file = folder.resolve(what);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException.Generic(
          "it includes " + what + ", but there is no such file in " + folder);
    }
    found.accept(file);
    Config included =
        ConfigFactory.parseFile(file.toFile(), of(file, found).setAllowMissing(false));
    return included.root();
  }
}
