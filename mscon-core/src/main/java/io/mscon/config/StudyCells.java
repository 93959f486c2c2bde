package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All combinations of a study's axes, variants and seeds.
 *
 * @param axes sorted by key
 * @param variants at least one
 * @param seeds of the runs
 * @param against key of the axis that plots are drawn against, or ""
 * @param title what the only series is called
 */
record StudyCells(
    List<StudyAxis> axes,
    List<StudyVariant> variants,
    List<Long> seeds,
    String against,
    String title) {

  /**
   * A run that has not been configured yet.
   *
   * @param name of its folder
   * @param series as {@link StudyCell#series}
   * @param place as {@link StudyCell#place}
   * @param settings what it changes
   */
  record Cell(String name, String series, String place, Config settings) {}

  /** A value of an axis. */
  private record Choice(StudyAxis axis, ConfigValue value) {}

  /** In the order in which they run. */
  List<Cell> all() {
    // By what they are plotted against first: memory that one process keeps grows with it anyway.
    List<StudyAxis> slowestFirst = new ArrayList<>(axes);
    slowestFirst.sort(Comparator.comparing(axis -> !axis.key().equals(against)));
    boolean plotted = !against.isEmpty();
    List<Cell> cells = new ArrayList<>();
    for (List<Choice> first : product(plotted ? slowestFirst.subList(0, 1) : List.of())) {
      for (StudyVariant variant : variants) {
        for (List<Choice> rest :
            product(slowestFirst.subList(plotted ? 1 : 0, slowestFirst.size()))) {
          List<Choice> choices = new ArrayList<>(first);
          choices.addAll(rest);
          choices.sort(Comparator.comparing(choice -> choice.axis().key()));
          seeds.forEach(seed -> cells.add(cell(variant, choices, seed)));
        }
      }
    }
    return cells;
  }

  private static List<List<Choice>> product(List<StudyAxis> axes) {
    List<List<Choice>> combinations = List.of(List.of());
    for (StudyAxis axis : axes) {
      List<List<Choice>> longer = new ArrayList<>();
      for (List<Choice> combination : combinations) {
        for (ConfigValue value : axis.values()) {
          List<Choice> choices = new ArrayList<>(combination);
          choices.add(new Choice(axis, value));
          longer.add(choices);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private Cell cell(StudyVariant variant, List<Choice> choices, long seed) {
    Config settings = ConfigValueFactory.fromAnyRef(seed).atPath("seed");
    for (Choice choice : choices) {
      settings = settings.withFallback(choice.value().atPath(choice.axis().key()));
    }
    return new Cell(
        name(variant, choices, seed),
        series(variant, choices),
        choices.stream()
            .filter(choice -> choice.axis().key().equals(against))
            .map(choice -> text(choice.value()))
            .findFirst()
            .orElse(""),
        settings.withFallback(variant.settings()));
  }

  private String name(StudyVariant variant, List<Choice> choices, long seed) {
    List<String> parts = new ArrayList<>();
    if (!variant.name().isEmpty()) {
      parts.add(variant.name());
    }
    for (Choice choice : choices) {
      String value = text(choice.value()).replaceAll("[^A-Za-z0-9.+-]+", "-");
      parts.add(choice.axis().shortKey() + "-" + value.replaceAll("^-|-$", ""));
    }
    parts.add("seed-" + seed);
    return String.join("_", parts);
  }

  private String series(StudyVariant variant, List<Choice> choices) {
    List<String> parts = new ArrayList<>();
    if (!variant.name().isEmpty()) {
      parts.add(variant.name());
    }
    for (Choice choice : choices) {
      if (!choice.axis().key().equals(against)) {
        parts.add(words(choice));
      }
    }
    return parts.isEmpty() ? title : String.join(", ", parts);
  }

  /** Words say what they are of; numbers and switches don't. */
  private static String words(Choice choice) {
    String text = text(choice.value());
    boolean word = choice.value().valueType() == ConfigValueType.STRING && text.matches("\\D+");
    return word ? text : choice.axis().shortKey() + " " + text;
  }

  private static String text(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(StudyCells::text).collect(Collectors.joining("+"));
    }
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }
}
