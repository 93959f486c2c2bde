package io.mscon.loss;

import com.fasterxml.jackson.databind.JsonNode;
import io.mscon.config.LossConfiguration.WeightingName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Holds the loss against reference values. Differences are absolute in float64; in float32 they are
 * relative to the largest magnitude of the same quantity in the file, or to 0.01 where that is
 * larger.
 */
public final class LossVerification {
  /** What float64 must keep. */
  public static final double DOUBLE_TOLERANCE = 1e-10;

  /** What float32 must keep, relative. */
  public static final double FLOAT_TOLERANCE = 2e-5;

  private static final double LEAST_MAGNITUDE = 0.01;
  private static final Map<String, WeightingName> TOTALS = totals();

  private final GoldenFile file;
  private final boolean single;
  private final double[] largest = new double[4];

  private LossVerification(GoldenFile file, boolean single) {
    this.file = file;
    this.single = single;
  }

  /**
   * The largest differences of a file.
   *
   * @param losses per metric
   * @param totals of all weightings
   * @param gradients with respect to unit rows and to raw rows
   * @param logVarianceGradients of all weightings
   * @param tolerance what each must keep
   */
  public record Differences(
      double losses,
      double totals,
      double gradients,
      double logVarianceGradients,
      double tolerance) {
    /** Whether all are within the tolerance; a NaN is not. */
    public boolean withinTolerance() {
      return losses <= tolerance
          && totals <= tolerance
          && gradients <= tolerance
          && logVarianceGradients <= tolerance;
    }
  }

  /**
   * Verifies one file.
   *
   * @param text the file's
   * @param single whether in float32
   * @throws IOException if it is no file of reference values
   */
  public static Differences verify(String text, boolean single) throws IOException {
    return new LossVerification(GoldenFile.parse(text), single).run();
  }

  private Differences run() {
    List<MetricValue> values = evaluate(WeightingName.UNIFORM).values;
    compare(
        0, values.stream().mapToDouble(MetricValue::loss).toArray(), file.expected().get("loss"));
    TOTALS.forEach(
        (name, weighting) -> {
          if (file.expected().path("totals").has(name)) {
            compareTotal(weighting, file.expected().get("totals").get(name));
          }
        });
    return new Differences(
        largest[0],
        largest[1],
        largest[2],
        largest[3],
        single ? FLOAT_TOLERANCE : DOUBLE_TOLERANCE);
  }

  private void compareTotal(WeightingName name, JsonNode expected) {
    Evaluation evaluation = evaluate(name);
    Weighting weighting = new Weighting(name, false, 0, List.of());
    WeightedLoss weighted = weighting.combine(evaluation.values, file.logVariances());
    compare(1, new double[] {weighted.total()}, expected.get("total"));
    compare(3, weighted.logVarianceGradients(), expected.get("d_log_var"));
    SampleRange all = new SampleRange(0, file.samples());
    List<RowMatrix> unitGradients = new ArrayList<>();
    List<RowMatrix> rawGradients = new ArrayList<>();
    for (int metric = 0; metric < file.metrics(); metric++) {
      RowMatrix gradient =
          evaluation
              .losses
              .get(metric)
              .gradient(
                  evaluation.unitRows.get(metric),
                  evaluation.terms.get(metric).logSumExp(),
                  all,
                  weighted.weights()[metric]);
      unitGradients.add(gradient);
      rawGradients.add(UnitRows.backward(file.rows(metric, single), gradient));
    }
    compare(2, flat(unitGradients), expected.get("dz"));
    compare(2, flat(rawGradients), expected.get("dx"));
  }

  private record Evaluation(
      List<MetricLoss> losses,
      List<RowMatrix> unitRows,
      List<RowTerms> terms,
      List<MetricValue> values) {}

  private Evaluation evaluate(WeightingName name) {
    Weighting weighting = new Weighting(name, false, 0, List.of());
    Evaluation evaluation =
        new Evaluation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    SampleRange all = new SampleRange(0, file.samples());
    for (int metric = 0; metric < file.metrics(); metric++) {
      double temperature = weighting.temperature(file.temperature(), file.logVariances()[metric]);
      MetricLoss loss =
          new MetricLoss(file.targets(metric), temperature, file.scale(), file.reduction());
      RowMatrix unitRows = UnitRows.normalise(file.rows(metric, single));
      RowTerms terms = loss.terms(unitRows, all, weighting.learnsTemperature());
      evaluation.losses.add(loss);
      evaluation.unitRows.add(unitRows);
      evaluation.terms.add(terms);
      evaluation.values.add(loss.value(terms));
    }
    return evaluation;
  }

  private static double[] flat(List<RowMatrix> matrices) {
    return matrices.stream().flatMapToDouble(LossVerification::numbers).toArray();
  }

  private static DoubleStream numbers(RowMatrix matrix) {
    return IntStream.range(0, matrix.rows() * matrix.columns())
        .mapToDouble(i -> matrix.get(i / matrix.columns(), i % matrix.columns()));
  }

  private void compare(int quantity, double[] actual, JsonNode expectedNode) {
    double[] expected = GoldenFile.numbers(expectedNode);
    if (expected.length != actual.length) {
      throw new IllegalArgumentException(
          "Invalid reference values: "
              + expected.length
              + " numbers where "
              + actual.length
              + " belong");
    }
    double magnitude = LEAST_MAGNITUDE;
    double difference = 0;
    for (int i = 0; i < actual.length; i++) {
      magnitude = Math.max(magnitude, Math.abs(expected[i]));
      double here = Math.abs(actual[i] - expected[i]);
      difference = Double.isNaN(here) ? Double.POSITIVE_INFINITY : Math.max(difference, here);
    }
    largest[quantity] = Math.max(largest[quantity], single ? difference / magnitude : difference);
  }

  private static Map<String, WeightingName> totals() {
    Map<String, WeightingName> totals = new LinkedHashMap<>();
    totals.put("sum", WeightingName.UNIFORM);
    totals.put("kendall", WeightingName.KENDALL);
    totals.put("two_log", WeightingName.TWO_LOG);
    totals.put("half", WeightingName.HALF);
    totals.put("exact_temperature", WeightingName.EXACT);
    return totals;
  }
}
