package io.mscon.health;

import java.util.ArrayList;
import java.util.List;

/** Says which signs a report shows. */
public final class HealthJudge {
  private HealthJudge() {}

  /**
   * Judges a report.
   *
   * @param report of a step late enough: rows of a network with random weights lie close together
   *     in all heads
   * @return what is wrong, head by head; empty in a healthy training
   */
  public static List<HealthWarning> judge(HealthReport report) {
    Warnings warnings = new Warnings();
    report.heads().forEach(head -> judge(head, warnings));
    for (HeadSimilarity pair : report.similarities()) {
      warnings.above(
          HealthSign.IDENTICAL_HEADS, pair.first() + " and " + pair.second(), pair.cka());
    }
    for (int metric = 0; metric < report.metrics().size(); metric++) {
      double logVariance = report.logVariances().get(metric);
      warnings.beyond(HealthSign.EXTREME_VARIANCE, report.metrics().get(metric), logVariance);
    }
    judge(report.gradient(), warnings);
    return List.copyOf(warnings.found);
  }

  private static void judge(MetricHealth metric, Warnings warnings) {
    String name = metric.metric();
    double spread = metric.spread().rootMeanSquare();
    warnings.below(HealthSign.COLLAPSE, name, spread, 1);
    warnings.below(
        HealthSign.FEW_DIMENSIONS, name, metric.effectiveRank(), metric.dimensionsNeeded());
    if (spread >= HealthSign.COLLAPSE.threshold()) {
      // Between rows that are all the same, distances are rounding.
      warnings.above(
          HealthSign.VIEWS_APART,
          name,
          metric.distances().alignment() / metric.distances().meanDistance());
    }
  }

  private static void judge(GradientNorms gradient, Warnings warnings) {
    warnings.below(HealthSign.VANISHING_GRADIENT, "", gradient.whole(), 1);
    warnings.above(HealthSign.EXPLODING_GRADIENT, "", gradient.whole());
    if (gradient.whole() > 0) {
      warnings.below(HealthSign.ENCODER_STARVED, "", gradient.encoder() / gradient.whole(), 1);
    }
  }

  /** Comparisons are false where a value is NaN: with one view there is no distance of views. */
  private static final class Warnings {
    private final List<HealthWarning> found = new ArrayList<>();

    void below(HealthSign sign, String metric, double value, double unit) {
      if (value < sign.threshold() * unit) {
        add(sign, metric, value, sign.threshold() * unit);
      }
    }

    void above(HealthSign sign, String metric, double value) {
      if (value > sign.threshold()) {
        add(sign, metric, value, sign.threshold());
      }
    }

    void beyond(HealthSign sign, String metric, double value) {
      if (Math.abs(value) > sign.threshold()) {
        add(sign, metric, value, Math.copySign(sign.threshold(), value));
      }
    }

    private void add(HealthSign sign, String metric, double value, double threshold) {
      found.add(new HealthWarning(sign, metric, value, threshold));
    }
  }
}
