package io.mscon.loss.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.ContrastiveLoss.Evaluation;
import io.mscon.loss.MetricLoss;
import io.mscon.loss.Rows;
import io.mscon.loss.UnitRows;
import io.mscon.loss.Weighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares the loss with golden files. In float64 the difference of two numbers is absolute; in float32 it is relative to the largest magnitude of
 * the whole array compared, or to 1 for losses and gradients of log-variances and 0.01 for gradients of rows where the array is smaller than that,
 * because what cancels to nearly nothing has no digits of its own in single precision.
 *
 * @param precision precision to compute in
 */
public record LossVerification(Precision precision) {
  private static final double LOSS_MAGNITUDE = 1;
  private static final double GRADIENT_MAGNITUDE = 0.01;

  private static final Map<String, Weighting> TOTALS = totals();

  /**
   * One compared quantity.
   *
   * @param name for example {@code kendall.dx}
   * @param difference largest difference; NaN if shapes disagree or a number is not finite
   * @param tolerance largest that passes
   */
  public record Check(String name, double difference, double tolerance) {
    /** Whether the difference is small enough. */
    public boolean passed() {
      return difference <= tolerance;
    }
  }

  /**
   * What became of one file.
   *
   * @param path the file
   * @param checks every quantity the file has reference values for
   */
  public record FileResult(Path path, List<Check> checks) {
    /** Whether there was anything to check and all of it passed. */
    public boolean passed() {
      return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
    }

    /** Largest difference of the quantities whose name ends so; 0 if there is none, NaN if one of them is. */
    public double largest(String suffix) {
      return checks.stream().filter(check -> check.name().endsWith(suffix)).mapToDouble(Check::difference).reduce(0, Math::max);
    }
  }

  /**
   * Verifies every {@code .json} file of a folder in order of their names, or one file.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if there is no file, or one is not as it should be
   */
  public List<FileResult> verifyAll(Path folderOrFile) throws IOException {
    List<FileResult> results = new ArrayList<>();
    for (Path file : files(folderOrFile)) {
      results.add(verify(GoldenFile.read(file)));
    }
    return results;
  }

  /** Verifies one file. */
  public FileResult verify(GoldenFile file) {
    List<UnitRows> rows = file.raw().stream().map(raw -> UnitRows.normalise(precision.rows(raw, file.columns()))).toList();
    List<Check> checks = new ArrayList<>(lossChecks(file, evaluate(file, rows, new Weighting.Uniform())));
    JsonNode totals = file.expected().path("totals");
    for (Map.Entry<String, Weighting> total : TOTALS.entrySet()) {
      if (totals.has(total.getKey())) {
        checks.addAll(totalChecks(total.getKey(), totals.get(total.getKey()), rows, evaluate(file, rows, total.getValue())));
      }
    }
    return new FileResult(file.path(), checks);
  }

  private static Evaluation evaluate(GoldenFile file, List<UnitRows> rows, Weighting weighting) {
    ContrastiveLoss loss = new ContrastiveLoss(file.temperature(), file.scale(), file.reduction(), weighting, false);
    return loss.evaluate(file.targets(), rows.stream().map(UnitRows::unit).toList(), file.logVariances());
  }

  private List<Check> lossChecks(GoldenFile file, Evaluation evaluation) {
    List<Check> checks = new ArrayList<>();
    compare(checks, "loss", file.expected(), "loss", perMetric(evaluation, MetricLoss::loss), LOSS_MAGNITUDE);
    compare(checks, "n_anchor", file.expected(), "n_anchor", perMetric(evaluation, MetricLoss::anchors), LOSS_MAGNITUDE);
    compare(checks, "target_entropy", file.expected(), "target_entropy", perMetric(evaluation, MetricLoss::targetEntropy), LOSS_MAGNITUDE);
    compare(checks, "kl", file.expected(), "kl", perMetric(evaluation, MetricLoss::divergence), LOSS_MAGNITUDE);
    compare(checks, "softmax_entropy", file.expected(), "softmax_entropy", evaluation.softmaxEntropies(), LOSS_MAGNITUDE);
    return checks;
  }

  private List<Check> totalChecks(String name, JsonNode expected, List<UnitRows> rows, Evaluation evaluation) {
    List<Rows> dx = new ArrayList<>();
    for (int c = 0; c < rows.size(); c++) {
      dx.add(rows.get(c).backward(evaluation.dz().get(c)));
    }
    List<Check> checks = new ArrayList<>();
    compare(checks, name + ".total", expected, "total", new double[] {evaluation.total().total()}, LOSS_MAGNITUDE);
    compare(checks, name + ".loss", expected, "loss", perMetric(evaluation, MetricLoss::loss), LOSS_MAGNITUDE);
    compare(checks, name + ".weight", expected, "weight", evaluation.total().weights(), LOSS_MAGNITUDE);
    compare(checks, name + ".d_log_var", expected, "d_log_var", evaluation.logVarianceGradients(), LOSS_MAGNITUDE);
    compare(checks, name + ".dz", expected, "dz", flatten(evaluation.dz()), GRADIENT_MAGNITUDE);
    compare(checks, name + ".dx", expected, "dx", flatten(dx), GRADIENT_MAGNITUDE);
    return checks;
  }

  private void compare(List<Check> checks, String name, JsonNode expected, String field, double[] actual, double leastMagnitude) {
    if (expected.hasNonNull(field)) {
      double difference = difference(GoldenFile.flatten(expected.get(field)), actual, leastMagnitude);
      checks.add(new Check(name, difference, precision.tolerance()));
    }
  }

  private double difference(double[] expected, double[] actual, double leastMagnitude) {
    if (expected.length != actual.length) {
      return Double.NaN;
    }
    double largest = 0;
    double magnitude = leastMagnitude;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
      magnitude = Math.max(magnitude, Math.abs(expected[i]));
    }
    return precision == Precision.FLOAT64 ? largest : largest / magnitude;
  }

  private static double[] perMetric(Evaluation evaluation, ToDoubleFunction<MetricLoss> value) {
    return evaluation.losses().stream().mapToDouble(value).toArray();
  }

  private static double[] flatten(List<Rows> matrices) {
    double[] values = new double[matrices.stream().mapToInt(rows -> rows.count() * rows.columns()).sum()];
    int next = 0;
    for (Rows rows : matrices) {
      for (int i = 0; i < rows.count() * rows.columns(); i++) {
        values[next++] = rows.get(i / rows.columns(), i % rows.columns());
      }
    }
    return values;
  }

  private static List<Path> files(Path folderOrFile) throws IOException {
    if (Files.isRegularFile(folderOrFile)) {
      return List.of(folderOrFile);
    }
    try (Stream<Path> entries = Files.list(folderOrFile)) {
      List<Path> files = entries.filter(path -> path.getFileName().toString().endsWith(".json")).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("Cannot verify the loss: no .json file in " + folderOrFile);
      }
      return files;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Map<String, Weighting> totals() {
    Map<String, Weighting> totals = new LinkedHashMap<>();
    totals.put("sum", new Weighting.Uniform());
    totals.put("kendall", new Weighting.Kendall());
    totals.put("two_log", new Weighting.TwoLog());
    totals.put("half", new Weighting.Half());
    totals.put("exact_temperature", new Weighting.Exact());
    return totals;
  }
}
