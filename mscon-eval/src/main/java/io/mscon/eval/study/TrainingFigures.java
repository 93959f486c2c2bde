package io.mscon.eval.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What {@link RunFiles#METRICS} says of a training. Speeds are of the second half of its lines: the
 * first steps load classes and compile.
 *
 * @param imagesPerSecond pictures (not views) a second
 * @param overhead share of a step that is not computing
 * @param mebibytes most resident memory of a JVM at work; empty if it is not known
 * @param sigmaSquared learned by each metric, exp(s) after the last step; empty if none is learned
 * @param excess of each metric, mean of the last epoch: the loss beyond the targets' entropy
 */
record TrainingFigures(
    double imagesPerSecond,
    double overhead,
    OptionalDouble mebibytes,
    Map<String, Double> sigmaSquared,
    Map<String, Double> excess) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static TrainingFigures read(Storage run) throws IOException {
    List<JsonNode> steps = new ArrayList<>();
    for (String line : run.readText(RunFiles.METRICS).lines().toList()) {
      JsonNode node = JSON.readTree(line);
      if (node.path("type").asText().equals("step")) {
        steps.add(node);
      }
    }
    if (steps.isEmpty()) {
      throw new IOException(
          "Cannot compare " + run.location() + ": its " + RunFiles.METRICS + " has no step");
    }
    return of(steps);
  }

  private static TrainingFigures of(List<JsonNode> steps) {
    List<JsonNode> later = steps.subList(steps.size() / 2, steps.size());
    double seconds = 0;
    double images = 0;
    double compute = 0;
    for (JsonNode step : later) {
      double taken = step.path("seconds").asDouble();
      seconds += taken;
      images += taken * step.path("imagesPerSecond").asDouble();
      compute += step.path("times").path("compute").asDouble();
    }
    double most = steps.stream().mapToDouble(s -> s.path("mebibytes").asDouble()).max().orElse(0);
    return new TrainingFigures(
        images / seconds,
        1 - compute / seconds,
        most > 0 ? OptionalDouble.of(most) : OptionalDouble.empty(),
        sigmaSquared(steps.get(steps.size() - 1)),
        excess(steps));
  }

  private static Map<String, Double> sigmaSquared(JsonNode last) {
    Map<String, Double> values = new LinkedHashMap<>();
    boolean learned = false;
    int metric = 0;
    for (String name : (Iterable<String>) () -> last.path("metricLoss").fieldNames()) {
      double logVariance = last.path("logVariances").path(metric++).asDouble();
      learned |= logVariance != 0;
      values.put(name, Math.exp(logVariance));
    }
    return learned ? values : Map.of();
  }

  private static Map<String, Double> excess(List<JsonNode> steps) {
    int last = steps.get(steps.size() - 1).path("epoch").asInt();
    List<JsonNode> epoch = steps.stream().filter(s -> s.path("epoch").asInt() == last).toList();
    Map<String, Double> means = new LinkedHashMap<>();
    epoch
        .get(0)
        .path("excess")
        .fieldNames()
        .forEachRemaining(name -> means.put(name, mean(epoch, name)));
    return means;
  }

  private static double mean(List<JsonNode> steps, String metric) {
    return steps.stream()
        .mapToDouble(step -> step.path("excess").path(metric).asDouble())
        .average()
        .orElseThrow();
  }
}
