package io.mscon.loss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A file of reference values: inputs and what the loss and its gradients must be. Keys: {@code x}
 * [C][V][B][D], {@code labels} [C][B], {@code tau}, {@code scale}, {@code log_var}, {@code mode},
 * {@code missing}, {@code reduction}, {@code bandwidth}, {@code expected}.
 */
final class GoldenFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private GoldenFile(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a file's text.
   *
   * @throws IOException if it isn't such a file
   */
  static GoldenFile parse(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    for (String key : new String[] {"x", "labels", "tau", "log_var", "expected"}) {
      if (root == null || !root.has(key)) {
        throw new IOException("it has no " + key + " (must be a file of reference values)");
      }
    }
    return new GoldenFile(root);
  }

  int metrics() {
    return root.get("x").size();
  }

  int views() {
    return root.get("x").get(0).size();
  }

  int samples() {
    return root.get("x").get(0).get(0).size();
  }

  double temperature() {
    return root.get("tau").asDouble();
  }

  double scale() {
    return root.path("scale").asDouble(1);
  }

  double[] logVariances() {
    return numbers(root.get("log_var"));
  }

  Reduction reduction() {
    String name = root.path("reduction").asText("valid");
    return Reduction.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Raw head outputs of a metric, row v B + b. */
  RowMatrix rows(int metric, boolean single) {
    double[] values = numbers(root.get("x").get(metric));
    int columns = root.get("x").get(metric).get(0).get(0).size();
    if (!single) {
      return new RowMatrix.Doubles(values, columns);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new RowMatrix.Floats(floats, columns);
  }

  Targets targets(int metric) {
    String policy = setting("missing", metric, "exclude");
    return Targets.of(
        metric(metric),
        labels(metric),
        MissingLabels.valueOf(policy.toUpperCase(Locale.ROOT)),
        views());
  }

  JsonNode expected() {
    return root.get("expected");
  }

  /** All numbers below a node, in order. */
  static double[] numbers(JsonNode node) {
    return node.isNumber()
        ? new double[] {node.asDouble()}
        : StreamSupport.stream(node.spliterator(), false)
            .flatMapToDouble(child -> Arrays.stream(numbers(child)))
            .toArray();
  }

  private Metric metric(int metric) {
    String name = "metric " + metric;
    return switch (setting("mode", metric, "equal")) {
      case "equal", "categorical" -> new Metric.Categorical(name);
      case "any" -> new Metric.MultiValued(name, SetMatch.ANY);
      case "jaccard" -> new Metric.MultiValued(name, SetMatch.JACCARD);
      case "per_value", "per-value" -> new Metric.MultiValued(name, SetMatch.PER_VALUE);
      case "gauss", "continuous" ->
          new Metric.Continuous(name, Double.parseDouble(setting("bandwidth", metric, "1")));
      default ->
          throw new IllegalArgumentException(
              "Invalid mode: "
                  + setting("mode", metric, "equal")
                  + " (must be equal, any, jaccard, per_value or gauss)");
    };
  }

  /** A setting for all metrics, or a list with one for each. */
  private String setting(String key, int metric, String otherwise) {
    JsonNode node = root.path(key);
    JsonNode own = node.isArray() ? node.path(metric) : node;
    return own.isMissingNode() || own.isNull() ? otherwise : own.asText();
  }

  private BatchLabels labels(int metric) {
    JsonNode labels = root.get("labels").get(metric);
    Metric kind = metric(metric);
    if (kind instanceof Metric.Continuous) {
      double[] numbers = new double[labels.size()];
      for (int sample = 0; sample < numbers.length; sample++) {
        JsonNode label = labels.get(sample);
        numbers[sample] = label.isNull() ? Double.NaN : label.asDouble();
      }
      return new BatchLabels.Numbers(numbers);
    }
    Map<String, Integer> classes = new HashMap<>();
    return kind instanceof Metric.Categorical
        ? new BatchLabels.Classes(classes(labels, classes))
        : new BatchLabels.ValueSets(sets(labels, classes));
  }

  private static int[] classes(JsonNode labels, Map<String, Integer> classes) {
    int[] result = new int[labels.size()];
    for (int sample = 0; sample < result.length; sample++) {
      JsonNode label = labels.get(sample);
      result[sample] = label.isNull() ? -1 : number(label, classes);
    }
    return result;
  }

  private static int[][] sets(JsonNode labels, Map<String, Integer> classes) {
    int[][] result = new int[labels.size()][];
    for (int sample = 0; sample < result.length; sample++) {
      JsonNode label = labels.get(sample);
      if (label.isArray()) {
        result[sample] = classes(label, classes);
      } else if (!label.isNull()) {
        result[sample] = new int[] {number(label, classes)};
      }
    }
    return result;
  }

  private static int number(JsonNode label, Map<String, Integer> classes) {
    return classes.computeIfAbsent(label.asText(), unused -> classes.size());
  }
}
