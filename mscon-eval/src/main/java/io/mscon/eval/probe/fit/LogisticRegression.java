package io.mscon.eval.probe.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits many multinomial logistic regressions on the same features in the same passes. */
public final class LogisticRegression {
  private static final Logger LOG = LoggerFactory.getLogger(LogisticRegression.class);

  private final FeatureBlocks blocks;
  private final List<Fit> fits = new ArrayList<>();

  private LogisticRegression(FeatureBlocks blocks, List<FitRequest> requests, int iterations) {
    this.blocks = blocks;
    for (FitRequest request : requests) {
      if (request.labels().length != blocks.rows()) {
        throw new IllegalArgumentException(
            "Cannot fit %s: %d labels for %d samples"
                .formatted(request.task(), request.labels().length, blocks.rows()));
      }
      fits.add(new Fit(request, blocks.axes().variances(), iterations));
    }
  }

  /**
   * Fits.
   *
   * @param blocks the samples' features
   * @param requests the fits
   * @param iterations most L-BFGS iterations of a fit; whoever needs more is logged
   * @return a probe for each request, and how its fit went
   */
  public static FittedProbes fit(FeatureBlocks blocks, List<FitRequest> requests, int iterations) {
    LogisticRegression regression = new LogisticRegression(blocks, requests, iterations);
    int[][] labels = requests.stream().map(FitRequest::labels).toArray(int[][]::new);
    Broadcast<int[][]> sent = blocks.context().broadcast(labels);
    try {
      return regression.run(sent);
    } finally {
      sent.destroy();
    }
  }

  private FittedProbes run(Broadcast<int[][]> labels) {
    int passes = 0;
    for (List<Integer> active = active(); !active.isEmpty(); active = active()) {
      pass(active, labels);
      passes++;
    }
    LOG.info("{} probes fitted in {} passes over {} rows", fits.size(), passes, blocks.rows());
    List<LinearProbe> probes = new ArrayList<>();
    List<FittedProbes.Course> courses = new ArrayList<>();
    for (Fit fit : fits) {
      probes.add(blocks.axes().probe(fit.best(), fit.classes()));
      courses.add(fit.course());
    }
    warnOfUnfinished();
    return new FittedProbes(probes, courses, passes);
  }

  /** In one line: a study fits hundreds. */
  private void warnOfUnfinished() {
    Map<String, Long> unfinished =
        fits.stream()
            .filter(fit -> !fit.hasConverged())
            .collect(Collectors.groupingBy(Fit::task, LinkedHashMap::new, Collectors.counting()));
    if (!unfinished.isEmpty()) {
      LOG.warn(
          "{} of {} probes are not at their optimum: {} (raise probe.iterations)",
          unfinished.values().stream().mapToLong(count -> count).sum(),
          fits.size(),
          unfinished.entrySet().stream()
              .map(task -> task.getKey() + " x " + task.getValue())
              .collect(Collectors.joining(", ")));
    }
  }

  private List<Integer> active() {
    List<Integer> active = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      if (!fits.get(i).isDone()) {
        active.add(i);
      }
    }
    return active;
  }

  private void pass(List<Integer> active, Broadcast<int[][]> labels) {
    Coefficients coefficients = coefficients(active);
    Broadcast<Coefficients> sent = blocks.context().broadcast(coefficients);
    try {
      PartialSums sums = blocks.sum(new GradientTask(labels, sent));
      for (int i = 0; i < active.size(); i++) {
        fits.get(active.get(i))
            .report(
                sums.losses()[i],
                sums.gradient(),
                coefficients.columns(),
                coefficients.offsets()[i]);
      }
    } finally {
      sent.destroy();
    }
  }

  /** The classes of all fits side by side, so that one product serves all. */
  private Coefficients coefficients(List<Integer> active) {
    int[] offsets = new int[active.size() + 1];
    for (int i = 0; i < active.size(); i++) {
      offsets[i + 1] = offsets[i] + fits.get(active.get(i)).classes();
    }
    int columns = offsets[active.size()];
    int features = blocks.axes().columns();
    float[] weights = new float[Math.multiplyExact(features, columns)];
    double[] intercepts = new double[columns];
    for (int i = 0; i < active.size(); i++) {
      Fit fit = fits.get(active.get(i));
      double[] own = fit.weights();
      for (int j = 0; j < own.length; j++) {
        int column = offsets[i] + j % fit.classes();
        int feature = j / fit.classes();
        if (feature < features) {
          weights[feature * columns + column] = (float) own[j];
        } else {
          intercepts[column] = own[j];
        }
      }
    }
    int[] which = active.stream().mapToInt(Integer::intValue).toArray();
    return new Coefficients(which, offsets, weights, intercepts);
  }
}
