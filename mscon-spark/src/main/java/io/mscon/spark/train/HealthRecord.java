package io.mscon.spark.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.mscon.health.Distances;
import io.mscon.health.HealthJudge;
import io.mscon.health.HealthReport;
import io.mscon.health.HealthWarning;
import io.mscon.health.MetricHealth;
import io.mscon.run.MetricsLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The lines of {@code metrics.jsonl} on the training's health: of type health at every look, of
 * type warning once in a run for each sign and metric.
 */
final class HealthRecord {
  private static final String WARNING = "warning";

  private final MetricsLog metrics;
  private final TrainingListener listener;
  private final Set<String> warned;

  private HealthRecord(MetricsLog metrics, TrainingListener listener, Set<String> warned) {
    this.metrics = metrics;
    this.listener = listener;
    this.warned = warned;
  }

  /**
   * Goes on where the log ends: what was warned of before a stop is not warned of again.
   *
   * @param metrics the run's log
   * @param listener is told of warnings
   */
  static HealthRecord of(MetricsLog metrics, TrainingListener listener) throws IOException {
    Set<String> warned = new HashSet<>();
    for (JsonNode line : metrics.lines(WARNING)) {
      warned.add(key(line.path("sign").asText(), line.path("metric").asText()));
    }
    return new HealthRecord(metrics, listener, warned);
  }

  void add(long step, HealthReport report, boolean judged) throws IOException {
    metrics.add("health", line(step, report));
    if (!judged) {
      return;
    }
    for (HealthWarning warning : HealthJudge.judge(report)) {
      if (warned.add(key(warning.sign().label(), warning.metric()))) {
        metrics.add(WARNING, line(step, warning));
        listener.onWarning(step, warning);
      }
    }
  }

  private static String key(String sign, String metric) {
    return sign + " " + metric;
  }

  private static Map<String, Object> line(long step, HealthWarning warning) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("sign", warning.sign().label());
    line.put("metric", warning.metric());
    line.put("value", warning.value());
    line.put("threshold", warning.threshold());
    line.put("remedy", warning.remedy());
    return line;
  }

  private static Map<String, Object> line(long step, HealthReport report) {
    Map<String, Map<String, Object>> perMetric = new LinkedHashMap<>();
    for (int metric = 0; metric < report.metrics().size(); metric++) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("logVariance", report.logVariances().get(metric));
      values.put("gradientNorm", report.gradient().heads().get(metric));
      perMetric.put(report.metrics().get(metric), values);
    }
    report.heads().forEach(head -> perMetric.get(head.metric()).putAll(values(head)));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("metrics", perMetric);
    line.put("cka", report.similarities());
    line.put("gradientNorm", report.gradient().whole());
    line.put("encoderGradientNorm", report.gradient().encoder());
    line.put("headsGradientNorm", report.gradient().allHeads());
    return line;
  }

  private static Map<String, Object> values(MetricHealth head) {
    Distances distances = head.distances();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rows", head.rows());
    values.put("effectiveRank", head.effectiveRank());
    values.put("dimensionsNeeded", head.dimensionsNeeded());
    values.put("spread", head.spread().rootMeanSquare());
    values.put("deviationMean", head.spread().mean());
    values.put("deviationLeast", head.spread().least());
    values.put("alignment", orNull(distances.alignment()));
    values.put("meanDistance", orNull(distances.meanDistance()));
    values.put("uniformity", orNull(distances.uniformity()));
    values.put("uniformityOfSphere", Distances.uniformityOfSphere(head.columns()));
    return values;
  }

  /** JSON has no NaN: with one view there is no distance between views. */
  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
