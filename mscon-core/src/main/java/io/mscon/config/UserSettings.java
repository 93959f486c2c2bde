package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** What a person set: a file, then single keys. */
final class UserSettings {
  private final Problems problems;

  private UserSettings(Problems problems) {
    this.problems = problems;
  }

  /**
   * Parses them, without the defaults and without resolving references.
   *
   * @param fileText HOCON text of the file, or the empty string
   * @param fileName how to call it in messages; what it includes is looked for in the same folder
   * @param settings key=value pairs, each stronger than the file and than those before it
   * @param problems gets what can't be parsed, which is left out
   */
  static Config read(String fileText, String fileName, List<String> settings, Problems problems) {
    UserSettings reader = new UserSettings(problems);
    Config user = reader.parse(fileText, fileName);
    for (String setting : settings) {
      user = reader.parseSetting(setting).withFallback(user);
    }
    return user;
  }

  private Config parse(String text, String name) {
    try {
      return ConfigFactory.parseString(text, Includes.of(name));
    } catch (ConfigException e) {
      problems.add("Cannot read %s: %s", name, e.getMessage().replaceFirst("^String: ", "line "));
      return ConfigFactory.empty();
    }
  }

  /**
   * {@code --set} takes HOCON on the right of the equals sign; what is no HOCON is taken as text,
   * so paths need no quotes.
   */
  private Config parseSetting(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      problems.add("Invalid setting: %s (must be key=value)", setting);
      return ConfigFactory.empty();
    }
    String key = setting.substring(0, equals).trim();
    String value = setting.substring(equals + 1).trim();
    try {
      return ConfigFactory.parseString(key + " = " + value);
    } catch (ConfigException e) {
      return asText(key, value);
    }
  }

  private Config asText(String key, String value) {
    try {
      return ConfigValueFactory.fromAnyRef(value).atPath(key);
    } catch (ConfigException e) {
      problems.add("Invalid setting: %s=%s (%s)", key, value, e.getMessage());
      return ConfigFactory.empty();
    }
  }
}
