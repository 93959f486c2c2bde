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
 * @param logVariances per metric in order
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
    double learningRate,
    double imagesPerSecond,
    double seconds,
    Map<String, Double> times,
    double mebibytes) {

  static Step of(JsonNode line) {
    List<Double> logVariances = new ArrayList<>();
    line.path("logVariances").forEach(value -> logVariances.add(number(value)));
    return new Step(
        line.path("step").asLong(),
        line.path("epoch").asInt(),
        number(line.path("loss")),
        map(line.path("metricLoss")),
        map(line.path("excess")),
        map(line.path("weights")),
        List.copyOf(logVariances),
        number(line.path("learningRate")),
        number(line.path("imagesPerSecond")),
        number(line.path("seconds")),
        map(line.path("times")),
        number(line.path("mebibytes")));
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
