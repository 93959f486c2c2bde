package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mscon.data.MissingLabels;
import io.mscon.model.Engine;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@link Configuration}: reference.conf, then a file, then single keys; reports every
 * problem at once.
 */
public final class ConfigurationReader {
  private static final String REFERENCE = "io/mscon/config/reference.conf";

  private final Problems problems = new Problems();

  private ConfigurationReader() {}

  /**
   * Reads a configuration.
   *
   * @param fileText HOCON text of the user's file, or the empty string
   * @param fileName how to call it in messages; what it includes is looked for in the same folder
   * @param settings key=value pairs, each stronger than the file and than those before it
   * @throws ConfigurationException with all problems
   */
  public static Configuration read(String fileText, String fileName, List<String> settings) {
    ConfigurationReader reader = new ConfigurationReader();
    return reader.complete(UserSettings.read(fileText, fileName, settings, reader.problems));
  }

  /**
   * Reads a configuration of settings that stand over the defaults.
   *
   * @param user parsed, not resolved
   * @throws ConfigurationException with all problems
   */
  static Configuration read(Config user) {
    return new ConfigurationReader().complete(user);
  }

  /** The defaults alone, as HOCON with comments. */
  public static Config reference() {
    return ConfigFactory.parseResources(ConfigurationReader.class.getClassLoader(), REFERENCE);
  }

  private Configuration complete(Config user) {
    Config reference = reference();
    new UnknownKeys(reference, problems).check(user);
    Config config = resolve(dropWrongSections(user, reference).withFallback(reference), reference);
    Configuration result = build(config);
    problems.throwIfAny();
    return result;
  }

  /**
   * A section given as a plain value would hide the defaults under it, and every key of it would be
   * reported.
   */
  private Config dropWrongSections(Config user, Config reference) {
    Config kept = user;
    for (Map.Entry<String, ConfigValue> entry : reference.root().entrySet()) {
      String key = entry.getKey();
      boolean section = entry.getValue().valueType() == ConfigValueType.OBJECT;
      if (section
          && user.hasPath(key)
          && user.getValue(key).valueType() != ConfigValueType.OBJECT) {
        problems.add("Invalid %s: %s (must be a section)", key, user.getValue(key).unwrapped());
        kept = kept.withoutPath(key);
      }
    }
    return kept;
  }

  private Config resolve(Config config, Config reference) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      problems.add("Cannot resolve the configuration: %s", e.getMessage());
      return reference;
    }
  }

  private Configuration build(Config config) {
    Section root = new Section(config, "", problems);
    MissingLabels missing = root.section("loss").choice("missing-labels", MissingLabels.class);
    ImageConfiguration image = ImageReader.read(root.section("image"), problems);
    Configuration result =
        new Configuration(
            root.integer("seed"),
            new DataReader(problems).read(root.section("data"), image.size()),
            root.choice("method", Method.class),
            MetricsReader.read(root, missing, problems),
            image,
            AugmentationReader.read(root.section("augmentation"), problems),
            ModelReader.read(root.section("model")),
            LossReader.read(root.section("loss"), missing),
            TrainReader.read(root.section("train"), problems),
            OptimizerReader.read(root.section("optimizer")),
            root.section("compute").choice("engine", Engine.class),
            ProbeReader.read(root.section("probe"), problems),
            config
                .root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false)));
    MethodChecks.check(result, problems);
    return result;
  }
}
