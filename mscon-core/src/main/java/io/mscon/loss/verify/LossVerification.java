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
 * Compares the loss with golden files. In float64 the difference of two numbers is absolute; in
 * float32 it is relative to the largest magnitude of the whole array compared, or to 1 for losses
 * and gradients of log-variances and 0.01 for gradients of rows where the array is smaller than
 * that, because what cancels to nearly nothing has no digits of its own in single precision.
 *
 * @param precision precision to compute in
 */
public record LossVerification(Precision precision) {
  private static final double LOSS_MAGNITUDE = 1;
  private static final double GRADIENT_MAGNITUDE = 0.01;

  private static final Map<String, Weighting> TOTALS = totals();

  /**
   * Verifies every {@code .json} file of a folder in order of their names, or one file.
   *
   * @throws IOException if a file cannot be read or isn't JSON
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
    List<UnitRows> rows =
        file.raw().stream()
            .map(raw -> UnitRows.normalise(precision.rows(raw, file.columns())))
            .toList();
    Comparison comparison = new Comparison(precision);
    compareLosses(comparison, file, evaluate(file, rows, new Weighting.Uniform()));
    JsonNode totals = file.expected().path("totals");
    TOTALS.forEach(
        (name, weighting) -> {
          if (totals.has(name)) {
            Evaluation evaluation = evaluate(file, rows, weighting);
            compareTotal(comparison, name + ".", totals.get(name), rows, evaluation);
          }
        });
    return new FileResult(file.path(), comparison.checks());
  }

  private static Evaluation evaluate(GoldenFile file, List<UnitRows> rows, Weighting weighting) {
    ContrastiveLoss loss =
        new ContrastiveLoss(file.temperature(), file.scale(), file.reduction(), weighting, false);
    return loss.evaluate(
        file.targets(), rows.stream().map(UnitRows::unit).toList(), file.logVariances());
  }

  private static void compareLosses(Comparison comparison, GoldenFile file, Evaluation found) {
    Map<String, double[]> quantities = new LinkedHashMap<>();
    quantities.put("loss", perMetric(found, MetricLoss::loss));
    quantities.put("n_anchor", perMetric(found, MetricLoss::anchors));
    quantities.put("target_entropy", perMetric(found, MetricLoss::targetEntropy));
    quantities.put("kl", perMetric(found, MetricLoss::divergence));
    quantities.put("softmax_entropy", found.softmaxEntropies());
    quantities.forEach(
        (name, values) -> comparison.add("", file.expected(), name, values, LOSS_MAGNITUDE));
  }

  private static void compareTotal(
      Comparison comparison,
      String group,
      JsonNode expected,
      List<UnitRows> rows,
      Evaluation found) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    numbers.put("total", new double[] {found.total().total()});
    numbers.put("loss", perMetric(found, MetricLoss::loss));
    numbers.put("weight", found.total().weights());
    numbers.put("d_log_var", found.logVarianceGradients());
    numbers.forEach(
        (name, values) -> comparison.add(group, expected, name, values, LOSS_MAGNITUDE));
    List<Rows> dx = new ArrayList<>();
    for (int metric = 0; metric < rows.size(); metric++) {
      dx.add(rows.get(metric).backward(found.dz().get(metric)));
    }
    comparison.add(group, expected, "dz", flatten(found.dz()), GRADIENT_MAGNITUDE);
    comparison.add(group, expected, "dx", flatten(dx), GRADIENT_MAGNITUDE);
  }

  private static double[] perMetric(Evaluation evaluation, ToDoubleFunction<MetricLoss> value) {
    return evaluation.losses().stream().mapToDouble(value).toArray();
  }

  private static double[] flatten(List<Rows> matrices) {
    double[] values =
        new double[matrices.stream().mapToInt(rows -> rows.count() * rows.columns()).sum()];
    int next = 0;
    for (Rows rows : matrices) {
      for (int i = 0; i < rows.count() * rows.columns(); i++) {
        values[next++] = rows.get(i / rows.columns(), i % rows.columns());
      }
    }
    return values;
  }

  private static List<Path> files(Path folderOrFile) throws IOException {
    if (!Files.isDirectory(folderOrFile)) {
      return List.of(folderOrFile);
    }
    try (Stream<Path> entries = Files.list(folderOrFile)) {
      List<Path> files =
          entries.filter(path -> path.getFileName().toString().endsWith(".json")).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("no .json file in it (must hold reference values)");
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
