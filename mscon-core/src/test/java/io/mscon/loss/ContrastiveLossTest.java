package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastiveLossTest {
  private static final double[] NO_VARIANCE = {0};

  @ParameterizedTest
  @EnumSource(MissingLabels.class)
  void agreesWithBruteForceInDoublePrecision(MissingLabels missing) {
    forRandomBatches(
        missing,
        (batch, temperature, reduction) -> {
          Rows unit = UnitRows.normalise(batch.rows64()).unit();
          assertAgrees(batch, unit, temperature, reduction, 1e-12);
        });
  }

  @ParameterizedTest
  @EnumSource(MissingLabels.class)
  void agreesWithBruteForceInSinglePrecision(MissingLabels missing) {
    forRandomBatches(
        missing,
        (batch, temperature, reduction) -> {
          Rows unit = UnitRows.normalise(batch.rows32()).unit();
          assertAgrees(batch, unit, temperature, reduction, 2e-5);
        });
  }

  @ParameterizedTest
  @CsvSource({"0.1, 300, 2", "0.01, 300, 2", "0.07, 643, 1", "0.02, 211, 3"})
  void agreesWithBruteForceOverManyTiles(double temperature, int samples, int views) {
    Random random = new Random(samples);
    for (int kind = 0; kind < RandomBatch.KINDS; kind++) {
      RandomBatch batch = RandomBatch.of(kind, MissingLabels.NEGATIVE, samples, views, 33, random);
      assertAgrees(
          batch, UnitRows.normalise(batch.rows32()).unit(), temperature, Reduction.VALID, 2e-5);
    }
  }

  @Test
  void distantClustersKeepTheirDigitsAtLowTemperature() {
    // Opposite rows: some log-sum-exps are near 1/τ, others near −1/τ, hence 200 apart.
    RandomBatch batch = RandomBatch.of(0, MissingLabels.SELF, 150, 2, 3, new Random(3));
    for (int i = 0; i < batch.raw().length; i++) {
      batch.raw()[i] = i / 3 == 5 ? -1 : 1 + batch.raw()[i] * 0.05;
    }
    assertAgrees(batch, UnitRows.normalise(batch.rows32()).unit(), 0.01, Reduction.VALID, 2e-5);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "0, 0.01", "2, 0.1", "3, 0.1", "4, 0.1", "4, 0.01"})
  void rowsHaveTheSameBitsHoweverSamplesAreSpread(int kind, double temperature) {
    RandomBatch batch = RandomBatch.of(kind, MissingLabels.EXCLUDE, 701, 2, 24, new Random(kind));
    Rows single = UnitRows.normalise(batch.rows32()).unit();
    Rows exact = UnitRows.normalise(batch.rows64()).unit();
    for (Rows unit : List.of(single, exact)) {
      Lanes one = lanes(batch, unit, temperature, 0, 701);
      for (int[] cuts :
          new int[][] {{0, 350, 701}, {0, 175, 350, 526, 701}, {0, 1, 1, 257, 258, 701}}) {
        Lanes several = lanes(batch, unit, temperature, cuts);
        assertArrayEquals(one.statistics.logSumExp(), several.statistics.logSumExp(), 0);
        assertArrayEquals(one.statistics.positiveLogit(), several.statistics.positiveLogit(), 0);
        assertArrayEquals(one.gradient.radial(), several.gradient.radial(), 0);
        assertArrayEquals(
            RandomBatch.matrix(one.gradient.dz()), RandomBatch.matrix(several.gradient.dz()));
      }
    }
  }

  @Test
  void orderOfLanesDoesNotMatterAndGapsAreErrors() {
    RowStatistics first = RowStatistics.zeros(new SampleRange(0, 3), 2);
    RowStatistics second = RowStatistics.zeros(new SampleRange(3, 5), 2);
    second.logSumExp()[1] = 7;
    assertEquals(7, RowStatistics.combine(List.of(second, first)).logSumExp()[4]);
    assertThrows(IllegalArgumentException.class, () -> RowStatistics.combine(List.of(second)));
    assertThrows(
        IllegalArgumentException.class,
        () -> RowStatistics.combine(List.of(first, second, second)));
    assertThrows(IllegalArgumentException.class, () -> RowStatistics.combine(List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void orderOfSamplesDoesNotMatter(int kind) {
    Random random = new Random(11);
    int samples = 90;
    RandomBatch batch = RandomBatch.of(kind, MissingLabels.SELF, samples, 2, 5, random);
    List<Integer> order = new ArrayList<>(IntStream.range(0, samples).boxed().toList());
    Collections.shuffle(order, random);
    Rows unit = UnitRows.normalise(batch.rows32()).unit();
    Rows permuted = unit.zeros(unit.count());
    for (int row = 0; row < unit.count(); row++) {
      permuted.copyRow(unit, row - row % samples + order.get(row % samples), row);
    }
    Evaluation expected =
        loss(0.1, new Weighting.Uniform())
            .evaluate(List.of(batch.targets()), List.of(unit), NO_VARIANCE);
    Targets targets =
        Targets.of(batch.metric(), permute(batch.labels(), order), batch.missing(), 2);
    Evaluation actual =
        loss(0.1, new Weighting.Uniform())
            .evaluate(List.of(targets), List.of(permuted), NO_VARIANCE);
    assertEquals(expected.total().total(), actual.total().total(), 1e-5);
    for (int row = 0; row < unit.count(); row++) {
      int source = row - row % samples + order.get(row % samples);
      assertEquals(expected.dz().get(0).get(source, 0), actual.dz().get(0).get(row, 0), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "kendall", "two-log", "half", "exact", "excess", "fixed"})
  void gradientsAgreeWithFiniteDifferences(String name) {
    Weighting weighting = weighting(name);
    Random random = new Random(name.hashCode());
    List<RandomBatch> batches = new ArrayList<>();
    for (int kind = 0; kind < RandomBatch.KINDS; kind++) {
      batches.add(RandomBatch.of(kind, MissingLabels.values()[kind % 3], 9, 2, 3, random));
    }
    double[] logVariances = random.doubles(RandomBatch.KINDS, -0.5, 0.5).toArray();
    Evaluation evaluation = evaluate(batches, weighting, logVariances);
    double step = 1e-5;
    for (int c = 0; c < logVariances.length; c++) {
      double[] changed = logVariances.clone();
      changed[c] += step;
      double above = evaluate(batches, weighting, changed).total().total();
      changed[c] -= 2 * step;
      double below = evaluate(batches, weighting, changed).total().total();
      assertEquals((above - below) / (2 * step), evaluation.logVarianceGradients()[c], 1e-7);
      Rows dx = UnitRows.normalise(batches.get(c).rows64()).backward(evaluation.dz().get(c));
      for (int entry = 0; entry < 10; entry++) {
        assertEquals(
            difference(batches, weighting, logVariances, c, entry, step),
            dx.get(entry / 3, entry % 3),
            1e-7);
      }
    }
  }

  @Test
  void metricWithoutAnchorContributesNothing() {
    Targets none =
        Targets.of(
            new Metric.Categorical("none"),
            new BatchLabels.Classes(new int[] {-1, -1, -1}),
            MissingLabels.EXCLUDE,
            2);
    Rows unit = UnitRows.normalise(new Rows.Float32(new float[] {1, 2, 3, 4, 5, 6}, 1)).unit();
    Evaluation evaluation =
        loss(0.1, new Weighting.Exact()).evaluate(List.of(none), List.of(unit), new double[] {3});
    assertEquals(0, evaluation.total().total());
    assertEquals(0, evaluation.logVarianceGradients()[0]);
    assertEquals(0, evaluation.dz().get(0).get(4, 0));
  }

  @Test
  void onlyRowOfItsMetricIsNoAnchor() {
    for (double temperature : new double[] {0.1, 0.01}) {
      Targets lonely =
          Targets.of(
              new Metric.Categorical("lonely"),
              new BatchLabels.Classes(new int[] {3, -1}),
              MissingLabels.EXCLUDE,
              1);
      Rows unit = new Rows.Float32(new float[] {1, 1}, 1);
      Evaluation evaluation =
          loss(temperature, new Weighting.Kendall())
              .evaluate(List.of(lonely), List.of(unit), NO_VARIANCE);
      assertEquals(0, evaluation.losses().get(0).anchors());
      assertEquals(0, evaluation.dz().get(0).get(0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3})
  void brokenEmbeddingIsAnErrorThatNamesTheMetric(float broken) {
    Targets targets =
        Targets.of(
            new Metric.Categorical("colour"),
            new BatchLabels.Classes(new int[] {1, 1}),
            MissingLabels.EXCLUDE,
            1);
    Rows rows = new Rows.Float32(new float[] {1, broken}, 1);
    ContrastiveLoss loss = loss(0.1, new Weighting.Uniform());
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.statistics(targets, rows, 0, SampleRange.all(2)));
    assertTrue(
        error
            .getMessage()
            .startsWith("Invalid embeddings of metric colour: row 1 has squared length "),
        error.getMessage());
  }

  @Test
  void temperatureMustBePositive() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> loss(0, new Weighting.Uniform()));
    assertEquals("Invalid loss.temperature: 0.0 (must be > 0)", error.getMessage());
  }

  @Test
  void labelsMustBeOfTheMetricsKind() {
    BatchLabels numbers = new BatchLabels.Numbers(new double[] {1, 2});
    assertThrows(
        IllegalArgumentException.class,
        () -> Targets.of(new Metric.Categorical("colour"), numbers, MissingLabels.SELF, 2));
  }

  private interface BatchCheck {
    void check(RandomBatch batch, double temperature, Reduction reduction);
  }

  private static void forRandomBatches(MissingLabels missing, BatchCheck check) {
    Random random = new Random(missing.ordinal());
    for (int kind = 0; kind < RandomBatch.KINDS; kind++) {
      for (double temperature : new double[] {0.5, 0.1, 0.01}) {
        for (Reduction reduction : Reduction.values()) {
          for (int views = 1; views <= 3; views++) {
            RandomBatch batch =
                RandomBatch.of(
                    kind, missing, 1 + random.nextInt(60), views, 2 + random.nextInt(20), random);
            check.check(batch, temperature, reduction);
          }
        }
      }
    }
  }

  private static void assertAgrees(
      RandomBatch batch, Rows unit, double temperature, Reduction reduction, double tolerance) {
    double scale = 1.3;
    BruteForceLoss expected = batch.bruteForce(unit, temperature, scale, reduction);
    ContrastiveLoss loss =
        new ContrastiveLoss(temperature, scale, reduction, new Weighting.Exact(), false);
    Evaluation actual = loss.evaluate(List.of(batch.targets()), List.of(unit), NO_VARIANCE);
    String what =
        batch.metric()
            + " "
            + batch.missing()
            + " "
            + reduction
            + " τ "
            + temperature
            + " B "
            + batch.samples()
            + " V "
            + batch.views();
    double size = tolerance * Math.max(1, Math.abs(expected.loss));
    assertEquals(expected.anchors(), actual.losses().get(0).anchors(), what);
    assertEquals(expected.loss, actual.losses().get(0).loss(), size, what);
    assertEquals(expected.targetEntropy, actual.losses().get(0).targetEntropy(), size, what);
    assertEquals(expected.softmaxEntropy, actual.softmaxEntropies()[0], size, what);
    assertEquals(expected.temperatureGradient, actual.logVarianceGradients()[0], size, what);
    double largest =
        Arrays.stream(expected.dz).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.dz.length; i++) {
      assertArrayEquals(
          expected.dz[i],
          RandomBatch.matrix(actual.dz().get(0))[i],
          tolerance * Math.max(largest, 0.01),
          what);
    }
  }

  private record Lanes(RowStatistics statistics, RowGradient gradient) {}

  private static Lanes lanes(RandomBatch batch, Rows unit, double temperature, int... cuts) {
    ContrastiveLoss loss = loss(temperature, new Weighting.Uniform());
    List<RowStatistics> statistics = new ArrayList<>();
    for (int lane = 0; lane + 1 < cuts.length; lane++) {
      statistics.add(
          loss.statistics(batch.targets(), unit, 0, new SampleRange(cuts[lane], cuts[lane + 1])));
    }
    RowStatistics all = RowStatistics.combine(statistics);
    List<RowGradient> gradients = new ArrayList<>();
    for (int lane = 0; lane + 1 < cuts.length; lane++) {
      gradients.add(
          loss.gradient(
              batch.targets(),
              unit,
              all,
              0,
              AnchorWeights.same(0.7),
              new SampleRange(cuts[lane], cuts[lane + 1])));
    }
    return new Lanes(all, RowGradient.combine(gradients));
  }

  private static Evaluation evaluate(
      List<RandomBatch> batches, Weighting weighting, double[] logVariances) {
    List<Rows> unit =
        batches.stream().map(batch -> UnitRows.normalise(batch.rows64()).unit()).toList();
    return loss(0.3, weighting)
        .evaluate(batches.stream().map(RandomBatch::targets).toList(), unit, logVariances);
  }

  private static double difference(
      List<RandomBatch> batches,
      Weighting weighting,
      double[] logVariances,
      int metric,
      int entry,
      double step) {
    double[] raw = batches.get(metric).raw();
    double before = raw[entry];
    raw[entry] = before + step;
    double above = evaluate(batches, weighting, logVariances).total().total();
    raw[entry] = before - step;
    double below = evaluate(batches, weighting, logVariances).total().total();
    raw[entry] = before;
    return (above - below) / (2 * step);
  }

  private static Weighting weighting(String name) {
    return switch (name) {
      case "uniform" -> new Weighting.Uniform();
      case "kendall" -> new Weighting.Kendall();
      case "two-log" -> new Weighting.TwoLog();
      case "half" -> new Weighting.Half();
      case "exact" -> new Weighting.Exact();
      case "excess" -> new Weighting.Excess(0.001);
      default -> new Weighting.Fixed(new double[] {0.5, 2, 0, 1, 3});
    };
  }

  private static ContrastiveLoss loss(double temperature, Weighting weighting) {
    return new ContrastiveLoss(temperature, 1, Reduction.VALID, weighting, false);
  }

  private static BatchLabels permute(BatchLabels labels, List<Integer> order) {
    if (labels instanceof BatchLabels.Classes classes) {
      return new BatchLabels.Classes(order.stream().mapToInt(b -> classes.classes()[b]).toArray());
    }
    if (labels instanceof BatchLabels.ValueSets sets) {
      return new BatchLabels.ValueSets(
          order.stream().map(b -> sets.values()[b]).toArray(int[][]::new));
    }
    return new BatchLabels.Numbers(
        order.stream().mapToDouble(b -> ((BatchLabels.Numbers) labels).numbers()[b]).toArray());
  }
}
