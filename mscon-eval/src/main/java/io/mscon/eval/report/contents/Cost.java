package io.mscon.eval.report.contents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training cost.
 *
 * @param seconds of all steps
 * @param imagesPerSecond pictures (not views) a second, over all steps
 * @param lines from which the following are taken: the second half of them, since the first steps
 *     load classes and compile
 * @param stepSeconds of an average step
 * @param parts where these go
 * @param mebibytes most resident memory of a process at the end of a step; 0 if unknown
 */
public record Cost(
    double seconds,
    double imagesPerSecond,
    int lines,
    double stepSeconds,
    Map<String, Double> parts,
    double mebibytes) {
  private static final String COMPUTE = "compute";

  /**
   * Adds up.
   *
   * @param steps at least one
   */
  public static Cost of(List<Step> steps) {
    double seconds = steps.stream().mapToDouble(Step::seconds).sum();
    double images = steps.stream().mapToDouble(s -> s.imagesPerSecond() * s.seconds()).sum();
    int first = steps.size() / 2;
    List<Step> later = steps.subList(first, steps.size());
    long before = first == 0 ? 0 : steps.get(first - 1).step();
    // A line may stand for several steps that were taken together.
    double taken = Math.max(1, steps.get(steps.size() - 1).step() - before);
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Step step : later) {
      step.times().forEach((part, value) -> parts.merge(part, value / taken, Double::sum));
    }
    double stepSeconds = later.stream().mapToDouble(Step::seconds).sum() / taken;
    double mebibytes =
        steps.stream().mapToDouble(Step::mebibytes).filter(Double::isFinite).max().orElse(0);
    return new Cost(seconds, images / seconds, later.size(), stepSeconds, parts, mebibytes);
  }

  /** Share of a step that is not computing. */
  public double overhead() {
    return 1 - parts.getOrDefault(COMPUTE, 0.0) / stepSeconds;
  }
}
