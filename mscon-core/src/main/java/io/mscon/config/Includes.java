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

/**
 * Finds the files that a configuration includes: {@code include "medic.conf"} means the one in the
 * same folder, {@code "../medic.conf"} the one in the folder above; so does one that is included.
 *
 * @param folder of the configuration
 */
record Includes(Path folder) implements ConfigIncluder {

  /** The includes of a file. */
  static ConfigParseOptions of(String fileName) {
    Path folder = Path.of(fileName).toAbsolutePath().getParent();
    return ConfigParseOptions.defaults().setIncluder(new Includes(folder));
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
    Config included =
        ConfigFactory.parseFile(
            file.toFile(),
            ConfigParseOptions.defaults()
                .setAllowMissing(false)
                .setIncluder(new Includes(file.getParent())));
    return included.root();
  }
}
