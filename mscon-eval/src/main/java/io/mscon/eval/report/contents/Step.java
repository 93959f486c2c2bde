package io.mscon.eval.report.contents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of type step in {@code metrics.jsonl}.
 *
 * @param step steps done
 * @param epoch from 1
 * @param loss the value that is minimised
 * @param metricLoss per metric, unweighted
 * @param excess per metric, the loss beyond the targets' entropy
 * @param weights per metric, what multiplies its gradient
 * @param logVariances per metric in order; of log-variances of samples, their mean
 * @param deviations per metric, the standard deviation of the samples' log-variances; empty if they
 *     have none
 * @param learningRate of this step
 * @param imagesPerSecond pictures (not views) a second
 * @param seconds of the step; of all steps since the line before, if they were taken together
 * @param times where the seconds went
 * @param mebibytes resident memory of that of the processes at work which has most; NaN if unknown
 */
public record Step(
    long step,
    int epoch,
    double loss,
    Map<String, Double> metricLoss,
    Map<String, Double> excess,
    Map<String, Double> weights,
    List<Double> logVariances,
    Map<String, Double> deviations,
    double learningRate,
    double imagesPerSecond,
    double seconds,
    Map<String, Double> times,
    double mebibytes) {
  private static final String UNCERTAINTIES = "uncertainties";

  static Step of(JsonNode line) {
    return new Step(
        line.path("step").asLong(),
        line.path("epoch").asInt(),
        number(line.path("loss")),
        map(line.path("metricLoss")),
        map(line.path("excess")),
        map(line.path("weights")),
        logVariances(line),
        deviations(line),
        number(line.path("learningRate")),
        number(line.path("imagesPerSecond")),
        number(line.path("seconds")),
        map(line.path("times")),
        number(line.path("mebibytes")));
  }

  private static List<Double> logVariances(JsonNode line) {
    List<Double> logVariances = new ArrayList<>();
    JsonNode ofSamples = line.path(UNCERTAINTIES);
    if (ofSamples.isEmpty()) {
      line.path("logVariances").forEach(value -> logVariances.add(number(value)));
    } else {
      ofSamples.forEach(metric -> logVariances.add(number(metric.path("mean"))));
    }
    return List.copyOf(logVariances);
  }

  private static Map<String, Double> deviations(JsonNode line) {
    Map<String, Double> deviations = new LinkedHashMap<>();
    line.path(UNCERTAINTIES)
        .fields()
        .forEachRemaining(
            field -> deviations.put(field.getKey(), number(field.getValue().path("deviation"))));
    return deviations;
  }

  /** What is not there, or no number, is NaN. */
  static double number(JsonNode value) {
    return value.asDouble(Double.NaN);
  }

  private static Map<String, Double> map(JsonNode object) {
    Map<String, Double> values = new LinkedHashMap<>();
    object.fields().forEachRemaining(field -> values.put(field.getKey(), number(field.getValue())));
    return values;
  }
}
