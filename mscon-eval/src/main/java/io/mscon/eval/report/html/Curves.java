package io.mscon.eval.report.html;

import io.mscon.eval.page.chart.Series;
import io.mscon.eval.report.contents.History;
import io.mscon.eval.report.contents.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Lines of the history's steps. Long trainings are drawn by means of some steps each.
 *
 * @param history what is drawn
 */
record Curves(History history) {
  private static final int POINTS = 300;

  /** Lines of metrics.jsonl that a point stands for. */
  int linesPerPoint() {
    return Math.max(1, (history.steps().size() + POINTS - 1) / POINTS);
  }

  Series of(String name, ToDoubleFunction<Step> value) {
    List<Step> steps = history.steps();
    int each = linesPerPoint();
    int points = (steps.size() + each - 1) / each;
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      List<Step> some = steps.subList(i * each, Math.min(steps.size(), (i + 1) * each));
      x[i] = some.get(some.size() - 1).step();
      y[i] = some.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
    return new Series(name, x, y);
  }

  /** A line for each metric. */
  List<Series> ofMetrics(Function<Step, Map<String, Double>> values) {
    List<Series> series = new ArrayList<>();
    for (String metric : history.metrics()) {
      series.add(of(metric, step -> values.apply(step).getOrDefault(metric, Double.NaN)));
    }
    return series;
  }

  /** The deviations σ of the metrics: their logarithmic variances are what is learned. */
  List<Series> deviations() {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < history.metrics().size(); i++) {
      int metric = i;
      series.add(of(history.metrics().get(i), step -> deviation(step, metric)));
    }
    return series;
  }

  private static double deviation(Step step, int metric) {
    return metric < step.logVariances().size()
        ? Math.exp(step.logVariances().get(metric) / 2)
        : Double.NaN;
  }

  /** Whether any σ has moved from 1. */
  boolean deviationsAreLearned() {
    return history.steps().stream()
        .flatMap(step -> step.logVariances().stream())
        .anyMatch(logVariance -> logVariance != 0);
  }

  /** Whether each sample has log-variances of its own. */
  boolean samplesHaveVariances() {
    return history.steps().stream().anyMatch(step -> !step.deviations().isEmpty());
  }

  /** Whether the metrics' weights ever differ from each other or from step to step. */
  boolean weightsDiffer() {
    return history.steps().stream()
            .flatMap(step -> step.weights().values().stream())
            .distinct()
            .count()
        > 1;
  }
}
