package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;

/** Makes one file of a configuration and all that it includes, for places with no folders. */
public final class SingleFile {
  private static final ConfigRenderOptions HOCON =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);

  private SingleFile() {}

  /**
   * The text of that file: the same settings, without comments and defaults. References stay as
   * they are.
   *
   * @param fileText HOCON text
   * @param fileName how to call it in messages; what it includes is looked for in the same folder
   * @throws ConfigurationException if it or what it includes can't be parsed
   */
  public static String of(String fileText, String fileName) {
    Problems problems = new Problems();
    Config settings = UserSettings.read(fileText, fileName, List.of(), problems);
    problems.throwIfAny();
    return settings.root().render(HOCON);
  }
}
