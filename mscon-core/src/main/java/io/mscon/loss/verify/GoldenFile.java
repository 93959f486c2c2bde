package io.mscon.loss.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import io.mscon.loss.Reduction;
import io.mscon.loss.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One file of reference values: raw rows, labels, settings, and what a float64 reference makes of
 * them.
 *
 * <p>JSON fields: {@code x[C][V][B][D]} raw rows; {@code labels[C][B]}, null where missing, a list
 * for sets, a number for continuous labels; {@code tau}; {@code scale} (1); {@code log_var[C]} (0);
 * {@code mode[C]} of equal, any, jaccard, per_value, gauss (equal); {@code missing} of exclude,
 * self, negative (exclude); {@code reduction} of valid, all (valid); {@code bandwidth}; {@code
 * expected}. Defaults in parentheses. {@code mode}, {@code missing} and {@code bandwidth} may be
 * one value or one per metric.
 *
 * @param path where it was read from
 * @param raw [C][N · D] raw rows, row v·B + b
 * @param columns D
 * @param targets [C]
 * @param temperature τ
 * @param scale multiplies the losses
 * @param reduction the reduction
 * @param logVariances [C]
 * @param expected the reference's results
 */
public record GoldenFile(
    Path path,
    List<double[]> raw,
    int columns,
    List<Targets> targets,
    double temperature,
    double scale,
    Reduction reduction,
    double[] logVariances,
    JsonNode expected) {

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or isn't JSON
   * @throws IllegalArgumentException if a field is missing or has an unknown value
   */
  public static GoldenFile read(Path path) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Files.readString(path));
    requireFields(root);
    JsonNode x = root.get("x");
    List<double[]> raw = new ArrayList<>();
    List<Targets> targets = new ArrayList<>();
    for (int c = 0; c < x.size(); c++) {
      raw.add(flatten(x.get(c)));
      targets.add(targets(root, c, x.path(0).size()));
    }
    return new GoldenFile(
        path,
        raw,
        x.path(0).path(0).path(0).size(),
        targets,
        root.get("tau").asDouble(),
        root.path("scale").asDouble(1),
        Reduction.valueOf(root.path("reduction").asText("valid").toUpperCase(Locale.ROOT)),
        root.hasNonNull("log_var") ? flatten(root.get("log_var")) : new double[x.size()],
        root.get("expected"));
  }

  private static void requireFields(JsonNode root) {
    for (String field : List.of("x", "labels", "tau", "expected")) {
      if (!root.hasNonNull(field)) {
        throw new IllegalArgumentException(
            "it has no " + field + " (must be a file of reference values)");
      }
    }
    int metrics = root.get("x").size();
    if (metrics == 0 || root.get("labels").size() != metrics) {
      throw new IllegalArgumentException(
          "it has labels of %d metrics and rows of %d (must be the same, 1 or more)"
              .formatted(root.get("labels").size(), metrics));
    }
  }

  /** Numbers of nested lists, in order; a single number is a list of one. */
  static double[] flatten(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    collect(node, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (!node.isArray()) {
      numbers.add(node.asDouble());
    }
    for (JsonNode child : node) {
      collect(child, numbers);
    }
  }

  private static Targets targets(JsonNode root, int metric, int views) {
    JsonNode labels = root.get("labels").get(metric);
    String name = "metric" + metric;
    MissingLabels missing =
        MissingLabels.valueOf(option(root, "missing", metric, "exclude").toUpperCase(Locale.ROOT));
    String mode = option(root, "mode", metric, "equal").replace('-', '_');
    return switch (mode) {
      case "equal", "categorical" ->
          Targets.of(new Metric.Categorical(name), classes(labels), missing, views);
      case "any", "jaccard", "per_value" -> {
        SetMatch match = SetMatch.valueOf(mode.toUpperCase(Locale.ROOT));
        yield Targets.of(new Metric.MultiValued(name, match), sets(labels), missing, views);
      }
      case "gauss", "continuous" -> {
        double bandwidth = Double.parseDouble(option(root, "bandwidth", metric, "1"));
        yield Targets.of(new Metric.Continuous(name, bandwidth), numbers(labels), missing, views);
      }
      default ->
          throw new IllegalArgumentException(
              "Invalid mode of metric "
                  + metric
                  + ": "
                  + mode
                  + " (equal, any, jaccard, per_value or gauss)");
    };
  }

  private static String option(JsonNode root, String field, int metric, String otherwise) {
    JsonNode node = root.path(field);
    JsonNode own = node.isArray() ? node.path(metric) : node;
    return own.isNull() || own.isMissingNode() ? otherwise : own.asText();
  }

  private static BatchLabels classes(JsonNode labels) {
    Map<String, Integer> vocabulary = new HashMap<>();
    int[] classes = new int[labels.size()];
    for (int b = 0; b < classes.length; b++) {
      classes[b] = labels.get(b).isNull() ? -1 : position(vocabulary, labels.get(b));
    }
    return new BatchLabels.Classes(classes);
  }

  private static BatchLabels sets(JsonNode labels) {
    Map<String, Integer> vocabulary = new HashMap<>();
    int[][] sets = new int[labels.size()][];
    for (int b = 0; b < sets.length; b++) {
      sets[b] = labels.get(b).isNull() ? null : set(vocabulary, labels.get(b));
    }
    return new BatchLabels.ValueSets(sets);
  }

  private static int[] set(Map<String, Integer> vocabulary, JsonNode label) {
    if (!label.isArray()) {
      return new int[] {position(vocabulary, label)};
    }
    List<Integer> values = new ArrayList<>();
    label.forEach(value -> values.add(position(vocabulary, value)));
    return values.stream().mapToInt(Integer::intValue).distinct().toArray();
  }

  private static int position(Map<String, Integer> vocabulary, JsonNode value) {
    // Numbers by value, so that 1 and 1.0 are one class; everything else as it is written.
    String key = value.isNumber() ? Double.toString(value.asDouble()) : value.toString();
    return vocabulary.computeIfAbsent(key, unknown -> vocabulary.size());
  }

  private static BatchLabels numbers(JsonNode labels) {
    double[] numbers = new double[labels.size()];
    for (int b = 0; b < numbers.length; b++) {
      numbers[b] = labels.get(b).isNull() ? Double.NaN : labels.get(b).asDouble();
    }
    return new BatchLabels.Numbers(numbers);
  }
}
