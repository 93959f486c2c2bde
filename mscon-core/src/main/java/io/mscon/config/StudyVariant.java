package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings of a study that change together.
 *
 * @param name for people, tables and folders
 * @param settings what it changes
 */
record StudyVariant(String name, Config settings) {
  private static final List<String> KEYS = List.of("name", "settings");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.+-]*";

  /** What the file has; one without a name and settings if it has none. */
  static List<StudyVariant> read(Section study, List<StudyAxis> axes, Problems problems) {
    List<StudyVariant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section entry : study.entries("variants", "name", KEYS)) {
      String name = entry.text("name");
      if (!name.matches(NAME)) {
        problems.add(
            "Invalid %s: %s (must be letters, digits, '.', '+' and '-')", entry.name("name"), name);
      }
      if (!names.add(name)) {
        problems.add("Invalid study.variants: %s stands twice (rename one)", name);
      }
      variants.add(new StudyVariant(name, settings(entry, axes, problems)));
    }
    return variants.isEmpty() ? List.of(new StudyVariant("", ConfigFactory.empty())) : variants;
  }

  private static Config settings(Section entry, List<StudyAxis> axes, Problems problems) {
    Config settings = ConfigFactory.empty();
    if (!entry.has("settings")) {
      return settings;
    }
    String where = entry.name("settings");
    for (Map.Entry<String, ConfigValue> setting :
        StudyAxis.dotted(entry.object("settings"), problems, where).entrySet()) {
      if (axes.stream().anyMatch(axis -> axis.key().equals(setting.getKey()))) {
        problems.add(
            "Invalid %s: %s (study.grid has it too; leave it out of one)", where, setting.getKey());
      }
      settings = settings.withFallback(setting.getValue().atPath(setting.getKey()));
    }
    return settings;
  }
}
