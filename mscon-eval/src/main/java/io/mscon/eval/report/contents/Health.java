package io.mscon.eval.report.contents;

import com.fasterxml.jackson.databind.JsonNode;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What lines of type health tell, whatever they are called: each number in them is a point of a
 * line, and lines of several metrics belong together.
 *
 * @param signs what is told in numbers, in the order in which it is told first
 * @param warnings what is told in words, each once
 */
public record Health(List<Sign> signs, List<String> warnings) {
  private static final Set<String> NO_SIGNS = Set.of("type", "step", "epoch");
  private static final Set<String> WARNINGS = Set.of("warning", "warnings");
  private static final String WARNING = "warning";
  private static final String METRIC = "metric";

  /**
   * A sign of health.
   *
   * @param name what it is, in words
   * @param lines one for each metric, or one alone
   */
  public record Sign(String name, List<Line> lines) {}

  /**
   * A sign's numbers.
   *
   * @param name the metric, or the sign's name
   * @param steps when
   * @param values how much
   */
  public record Line(String name, double[] steps, double[] values) {}

  private record Point(double step, double value) {}

  /** Collects the numbers of lines. */
  private record Collector(
      Set<String> metrics, Map<String, Map<String, List<Point>>> signs, Set<String> warnings) {

    void add(JsonNode line) {
      double step = line.path("step").asDouble();
      if (line.path("type").asText().equals(WARNING)) {
        warnings.add(sentence(line, step));
      } else {
        add(line, "", "", step);
      }
    }

    private void add(JsonNode node, String name, String metric, double step) {
      if (node.isNumber()) {
        signs
            .computeIfAbsent(name, key -> new LinkedHashMap<>())
            .computeIfAbsent(metric.isEmpty() ? name : metric, key -> new ArrayList<>())
            .add(new Point(step, node.asDouble()));
      } else if (node.isArray()) {
        for (JsonNode element : node) {
          add(element, name, element.path(METRIC).asText(metric), step);
        }
      } else if (node.isObject()) {
        node.fields().forEachRemaining(field -> add(field, name, metric, step));
      }
    }

    private void add(Map.Entry<String, JsonNode> field, String name, String metric, double step) {
      String key = field.getKey();
      if (WARNINGS.contains(key)) {
        warn(field.getValue(), step);
      } else if (metrics.contains(key)) {
        add(field.getValue(), name, key, step);
      } else if (!NO_SIGNS.contains(key)) {
        add(field.getValue(), (name + " " + words(key)).strip(), metric, step);
      }
    }

    private static String sentence(JsonNode line, double step) {
      String metric = line.path(METRIC).asText();
      return "Step %.0f: %s%s is %s (threshold %s); %s"
          .formatted(
              step,
              line.path("sign").asText(),
              metric.isEmpty() ? "" : " of " + PlainText.name(metric),
              number(line.path("value")),
              number(line.path("threshold")),
              line.path("remedy").asText());
    }

    /** Of an exploded gradient it may be none. */
    private static String number(JsonNode value) {
      return value.isNumber() ? Figures.number(value.asDouble()) : value.asText();
    }

    private void warn(JsonNode node, double step) {
      if (node.isArray()) {
        node.forEach(element -> warn(element, step));
      } else if (node.isObject()) {
        List<String> parts = new ArrayList<>();
        node.fields()
            .forEachRemaining(
                field -> parts.add(words(field.getKey()) + " " + field.getValue().asText()));
        warnings.add("Step %.0f: %s".formatted(step, PlainText.line(String.join(", ", parts))));
      } else if (node.isTextual()) {
        warnings.add("Step %.0f: %s".formatted(step, PlainText.line(node.asText())));
      }
    }
  }

  /**
   * Collects them.
   *
   * @param history whose lines and metrics
   */
  public static Health of(History history) {
    Collector collector =
        new Collector(
            new LinkedHashSet<>(history.metrics()), new LinkedHashMap<>(), new LinkedHashSet<>());
    history.health().forEach(collector::add);
    List<Sign> signs =
        collector.signs().entrySet().stream()
            .map(sign -> new Sign(sign.getKey(), lines(sign.getValue())))
            .toList();
    return new Health(signs, List.copyOf(collector.warnings()));
  }

  private static List<Line> lines(Map<String, List<Point>> lines) {
    return lines.entrySet().stream()
        .map(
            line ->
                new Line(
                    line.getKey(),
                    line.getValue().stream().mapToDouble(Point::step).toArray(),
                    line.getValue().stream().mapToDouble(Point::value).toArray()))
        .collect(Collectors.toList());
  }

  /** effectiveRank and effective-rank become effective rank. */
  private static String words(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
        .replaceAll("[-_]+", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether nothing is told. */
  public boolean isEmpty() {
    return signs.isEmpty() && warnings.isEmpty();
  }
}
