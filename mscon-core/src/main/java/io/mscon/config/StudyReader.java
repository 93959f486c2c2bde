package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@link StudyConfiguration}: a configuration file with a section {@code study}. Every
 * cell's configuration is read too, and all problems are reported at once.
 */
public final class StudyReader {
  private static final String REFERENCE = "io/mscon/config/study-reference.conf";
  private static final String STUDY = "study";

  private final Problems problems = new Problems();

  private StudyReader() {}

  /**
   * Reads a study.
   *
   * @param fileText HOCON text of the file
   * @param fileName of the file; what it includes is looked for in the same folder
   * @param settings key=value pairs for every cell, stronger than the file, weaker than grid and
   *     variants
   * @throws ConfigurationException with all problems
   */
  public static StudyConfiguration read(String fileText, String fileName, List<String> settings) {
    return new StudyReader().readAll(fileText, fileName, settings);
  }

  /** The defaults of the section, as HOCON with comments. */
  public static Config reference() {
    return ConfigFactory.parseResources(StudyReader.class.getClassLoader(), REFERENCE);
  }

  private StudyConfiguration readAll(String fileText, String fileName, List<String> settings) {
    Config user = UserSettings.read(fileText, fileName, settings, problems);
    // What can't be parsed is missing in what follows.
    problems.throwIfAny();
    Section study = new Section(section(user, fileName), STUDY + ".", problems);
    List<StudyAxis> axes = StudyAxis.read(study, problems);
    List<StudyVariant> variants = StudyVariant.read(study, axes, problems);
    String against = against(study, axes);
    refuseAxesOnTheCommandLine(settings, axes);
    List<StudyCells.Cell> cells =
        new StudyCells(axes, variants, seeds(study), against, title(study, fileName)).all();
    problems.throwIfAny();
    return new StudyConfiguration(
        title(study, fileName),
        Optional.of(study.text("dataset")).filter(text -> !text.isEmpty()),
        study.flag("demo-corpus"),
        Optional.of(against).filter(text -> !text.isEmpty()),
        configured(cells, user.withoutPath(STUDY)));
  }

  private Config section(Config user, String fileName) {
    Config defaults = reference().getConfig(STUDY);
    ConfigValue given = user.root().get(STUDY);
    if (given == null || given.valueType() != ConfigValueType.OBJECT) {
      problems.add(
          "Invalid study %s: it has no section \"study\" (docs/studies.md says what it holds)",
          fileName);
      return defaults;
    }
    Config section = user.getConfig(STUDY);
    for (String key : section.root().keySet()) {
      if (!defaults.root().containsKey(key)) {
        problems.add(
            "Unknown key study.%s (did you mean study.%s?)",
            key, NearestName.of(key, defaults.root().keySet()));
      }
    }
    try {
      return section.resolve().withFallback(defaults);
    } catch (ConfigException e) {
      problems.add("Cannot resolve the section study: %s", e.getMessage());
      return defaults;
    }
  }

  private static String title(Section study, String fileName) {
    String title = study.text("title");
    if (!title.isEmpty()) {
      return title;
    }
    return Path.of(fileName).getFileName().toString().replaceFirst("\\.conf$", "");
  }

  private List<Long> seeds(Section study) {
    List<Long> seeds = study.integers("seeds");
    if (seeds.isEmpty()) {
      problems.add("Invalid study.seeds: [] (must have at least one)");
    }
    if (new HashSet<>(seeds).size() < seeds.size()) {
      problems.add("Invalid study.seeds: %s (one stands twice)", seeds);
    }
    return seeds;
  }

  private String against(Section study, List<StudyAxis> axes) {
    String against = study.text("against");
    List<String> keys = axes.stream().map(StudyAxis::key).toList();
    if (!against.isEmpty() && !keys.contains(against)) {
      problems.add(
          "Invalid study.against: %s (must be a key of study.grid%s)",
          against,
          NearestName.likely(against, keys).map(key -> "; did you mean " + key + "?").orElse(""));
      return "";
    }
    return against;
  }

  private void refuseAxesOnTheCommandLine(List<String> settings, List<StudyAxis> axes) {
    for (String setting : settings) {
      String key = setting.substring(0, setting.indexOf('=')).trim();
      if (axes.stream().anyMatch(axis -> axis.key().equals(key))) {
        problems.add(
            "Invalid setting: %s (study.grid has it; choose cells with --cell, or set"
                + " study.grid.\"%s\" to a list)",
            setting, key);
      }
    }
  }

  /** The same problem of many cells is told once. */
  private List<StudyCell> configured(List<StudyCells.Cell> cells, Config common) {
    List<StudyCell> configured = new ArrayList<>();
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (StudyCells.Cell cell : cells) {
      try {
        Configuration configuration =
            ConfigurationReader.read(cell.settings().withFallback(common));
        configured.add(new StudyCell(cell.name(), cell.series(), cell.place(), configuration));
      } catch (ConfigurationException e) {
        for (String problem : e.problems()) {
          found.computeIfAbsent(problem, key -> new ArrayList<>()).add(cell.name());
        }
      }
    }
    found.forEach((problem, names) -> report(problem, names, cells.size()));
    problems.throwIfAny();
    requireDifferent(configured);
    return configured;
  }

  private void report(String problem, List<String> names, int all) {
    if (names.size() == all) {
      problems.add("%s", problem);
    } else if (names.size() == 1) {
      problems.add("%s, in cell %s", problem, names.get(0));
    } else {
      problems.add("%s, in %d cells: %s ...", problem, names.size(), names.get(0));
    }
  }

  private void requireDifferent(List<StudyCell> cells) {
    Set<String> names = new HashSet<>();
    for (StudyCell cell : cells) {
      if (!names.add(cell.name())) {
        problems.add(
            "Invalid study: two cells are called %s (tell them apart by names of study.variants)",
            cell.name());
      }
    }
    problems.throwIfAny();
  }
}
