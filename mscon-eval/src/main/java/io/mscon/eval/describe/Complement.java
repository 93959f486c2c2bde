package io.mscon.eval.describe;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the metrics complement each other, as the method assumes (Mu, Guttag, Makar 2023,
 * "Multi-Similarity Contrastive Learning", arXiv 2307.02712): two metrics that say the same are one
 * metric with twice the weight.
 */
final class Complement {
  /** Labels above it say nearly the same. */
  static final double LIMIT = 0.8;

  private Complement() {}

  /** Warnings and notes about pairs of labels above the limit, the strongest first. */
  static List<Finding> findings(DatasetDescription description) {
    List<Finding> findings = new ArrayList<>();
    description.associations().stream()
        .filter(pair -> pair.strength().orElse(0) > LIMIT)
        .sorted(Comparator.comparingDouble(pair -> -pair.strength().getAsDouble()))
        .forEach(pair -> finding(description, pair).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> finding(DatasetDescription description, Association pair) {
    boolean first = isMetric(description, pair.first());
    boolean second = isMetric(description, pair.second());
    if (description.metrics().isEmpty()) {
      return Optional.of(
          Finding.note(
              "The labels %s and %s say nearly the same (V = %s): as metrics they would hardly"
                  + " complement each other.",
              name(pair.first()), name(pair.second()), Figures.measure(pair.strength())));
    }
    if (first && second) {
      return Optional.of(
          Finding.warning(
              "The metrics %s and %s say nearly the same (V = %s), but the method assumes that"
                  + " metrics complement each other: leave one out, or give them less weight.",
              name(pair.first()), name(pair.second()), Figures.measure(pair.strength())));
    }
    return first || second
        ? Optional.of(
            outOfDomain(
                first ? pair.first() : pair.second(), first ? pair.second() : pair.first(), pair))
        : Optional.empty();
  }

  private static Finding outOfDomain(String metric, String label, Association pair) {
    return Finding.note(
        "The label %s is not trained on, but says nearly the same as the metric %s (V = %s): a"
            + " probe of it tells little about what the encoder learned besides.",
        name(label), name(metric), Figures.measure(pair.strength()));
  }

  /** One sentence about the metrics' dependence. */
  static String sentence(DatasetDescription description) {
    boolean trained = !description.metrics().isEmpty();
    String what = trained ? "metrics" : "labels";
    Optional<Association> strongest =
        description.associations().stream()
            .filter(pair -> pair.strength().isPresent())
            .filter(pair -> !trained || bothMetrics(description, pair))
            .max(Comparator.comparingDouble(pair -> pair.strength().getAsDouble()));
    if (strongest.isEmpty()) {
      return "There are no two " + what + " to compare.";
    }
    Association pair = strongest.get();
    return "The "
        + what
        + (pair.strength().getAsDouble() > LIMIT
            ? " do not all complement each other"
            : " complement each other")
        + ": the most alike are %s and %s with V = %s."
            .formatted(name(pair.first()), name(pair.second()), Figures.measure(pair.strength()));
  }

  private static boolean bothMetrics(DatasetDescription description, Association pair) {
    return isMetric(description, pair.first()) && isMetric(description, pair.second());
  }

  private static boolean isMetric(DatasetDescription description, String label) {
    return description.label(label).map(LabelDescription::metric).orElse(false);
  }

  private static String name(String label) {
    return PlainText.name(label);
  }
}
