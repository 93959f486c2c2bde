package io.mscon.eval.probe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Whether the log-variances that a training gave its pictures tell which of them have a wrong label
 * of a metric; the file {@link RunFiles#UNCERTAINTY} is a list of these, of the metrics with
 * label-noise.
 *
 * @param metric its name
 * @param pictures of the training split that have the label
 * @param flipped how many of them were trained on with another one
 * @param areaUnderCurve area under the ROC curve: the probability that a flipped picture has a
 *     larger u than one that is not, an equal u counting half; null without either
 * @param flippedMean mean u of the flipped; null without any
 * @param othersMean mean u of the others; null without any
 */
public record FlippedLabels(
    String metric,
    long pictures,
    long flipped,
    Double areaUnderCurve,
    Double flippedMean,
    Double othersMean) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Compares the two kinds.
   *
   * @param metric its name
   * @param flipped u of the flipped pictures, in any order
   * @param others u of the others
   */
  static FlippedLabels of(String metric, double[] flipped, double[] others) {
    return new FlippedLabels(
        metric,
        (long) flipped.length + others.length,
        flipped.length,
        flipped.length == 0 || others.length == 0 ? null : areaUnderCurve(flipped, others),
        mean(flipped),
        mean(others));
  }

  /** From the sum of the flipped pictures' ranks, as Mann and Whitney's U is. */
  private static double areaUnderCurve(double[] flipped, double[] others) {
    double[] all = Arrays.copyOf(flipped, flipped.length + others.length);
    System.arraycopy(others, 0, all, flipped.length, others.length);
    double[] ranks = new NaturalRanking().rank(all);
    double sum = Arrays.stream(ranks, 0, flipped.length).sum();
    double least = flipped.length * (flipped.length + 1.0) / 2;
    return (sum - least) / ((double) flipped.length * others.length);
  }

  /** Sorted, so that the order of the pictures does not decide the sum. */
  private static Double mean(double[] values) {
    return values.length == 0 ? null : Arrays.stream(values).sorted().average().orElseThrow();
  }

  /**
   * Reads a run's.
   *
   * @param run the run's folder
   * @throws java.io.FileNotFoundException if its samples have no log-variances
   */
  public static List<FlippedLabels> read(Storage run) throws IOException {
    return JSON.readValue(
        run.read(RunFiles.UNCERTAINTY), new TypeReference<List<FlippedLabels>>() {});
  }

  /**
   * A line for each, after a line break.
   *
   * @param run the run's folder
   * @return empty if its samples have no log-variances, or no metric has label noise
   */
  public static String lines(Storage run) throws IOException {
    return run.exists(RunFiles.UNCERTAINTY)
        ? read(run).stream().map(metric -> "\n" + metric).collect(Collectors.joining())
        : "";
  }

  /** Writes them, replacing those that are there. */
  static void write(Storage run, List<FlippedLabels> metrics) throws IOException {
    run.write(RunFiles.UNCERTAINTY, JSON.writeValueAsBytes(metrics));
  }

  /** The area to three digits, or a dash. */
  public String area() {
    return number(areaUnderCurve);
  }

  /** Mean u of the flipped to three digits, or a dash. */
  public String flippedShown() {
    return number(flippedMean);
  }

  /** Mean u of the others to three digits, or a dash. */
  public String othersShown() {
    return number(othersMean);
  }

  private static String number(Double value) {
    return Stream.ofNullable(value)
        .map(known -> String.format(Locale.ROOT, "%.3f", known))
        .findFirst()
        .orElse("–");
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: u finds %d flipped labels of %d with an area under the ROC curve of %s (mean u %s,"
            + " of the others %s)",
        metric,
        flipped,
        pictures,
        area(),
        flippedShown(),
        othersShown());
  }
}
