package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorUncertaintyTest {
  private static final double STEP = 1e-5;
  private static final ContrastiveLoss LOSS = loss(0.3, false);
  private static final CrossEntropy CLASSES = new CrossEntropy(new Weighting.PerSample(), false);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void gradientsAreSlopesOfTheFormula(int kind) {
    Random random = new Random(kind);
    for (MissingLabels missing : MissingLabels.values()) {
      RandomBatch batch = RandomBatch.of(kind, missing, 9, 2, 3, random);
      double[] u = random.doubles(18, -1.5, 1.5).toArray();
      AnchorUncertainty found = uncertainty(batch, u);
      Rows dx =
          UnitRows.normalise(batch.rows64())
              .backward(gradient(batch.targets(), unit(batch), found, whole(batch)).dz());
      for (int row = 0; row < u.length; row++) {
        int entry = 2 * row;
        assertEquals(
            slope(batch, u, batch.raw(), entry), dx.get(entry / 3, entry % 3), 1e-7, "row " + row);
        assertEquals(slope(batch, u, u, row), found.gradient()[row], 1e-8, "row " + row);
      }
    }
  }

  @Test
  void gradientsOfClassifiersAreSlopesToo() {
    Random random = new Random(8);
    MetricLabels labels = classLabels(2, 1, 0, -1, 2, 1);
    double[] logits = random.doubles(30, -2, 2).toArray();
    double[] u = random.doubles(10, -1, 1).toArray();
    Rows rows = new Rows.Float64(logits, 3);
    SampleRange own = SampleRange.all(5);
    RowStatistics all = CLASSES.statistics(labels, rows, 0, own);
    AnchorUncertainty found = CLASSES.uncertainty(all, u);
    AnchorWeights weights = new AnchorWeights(1, found.weights());
    RowGradient gradient = CLASSES.gradient(labels, rows, all, 0, weights, own);
    for (int entry = 0; entry < logits.length; entry++) {
      double slope =
          slope(
              logits,
              entry,
              () -> CLASSES.uncertainty(CLASSES.statistics(labels, rows, 0, own), u).value());
      assertEquals(slope, gradient.dz().get(entry / 3, entry % 3), 1e-8);
    }
    for (int row = 0; row < u.length; row++) {
      double slope = slope(u, row, () -> CLASSES.uncertainty(all, u).value());
      assertEquals(slope, found.gradient()[row], 1e-8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theSameForAllRowsItIsExcess(int kind) {
    RandomBatch batch = RandomBatch.of(kind, MissingLabels.SELF, 30, 2, 4, new Random(kind));
    double[] u = new double[60];
    Arrays.fill(u, 0.8);
    ContrastiveLoss excess =
        new ContrastiveLoss(0.3, 1, Reduction.VALID, new Weighting.Excess(1e-9), false);
    ContrastiveLoss.Evaluation expected =
        excess.evaluate(List.of(batch.targets()), List.of(unit(batch)), new double[] {0.8});
    AnchorUncertainty found = uncertainty(batch, u);
    Rows dz = gradient(batch.targets(), unit(batch), found, whole(batch)).dz();
    assertEquals(expected.total().total(), found.value(), 1e-12);
    assertEquals(expected.logVarianceGradients()[0], Arrays.stream(found.gradient()).sum(), 1e-12);
    assertArrayEquals(
        expected.dz().get(0).flat().float64(), dz.flat().float64(), 1e-13, "kind " + kind);
    assertEquals(0.8, found.summary().mean(), 1e-12);
    assertEquals(0, found.summary().deviation(), 1e-6);
    assertEquals(Math.exp(-0.8), found.summary().weight(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "0, 0.01", "2, 0.1", "3, 0.1", "4, 0.1", "4, 0.01"})
  void singlePrecisionAgreesAndHasTheSameBitsHoweverSamplesAreSpread(int kind, double temperature) {
    Random random = new Random(kind);
    RandomBatch batch = RandomBatch.of(kind, MissingLabels.EXCLUDE, 701, 2, 24, random);
    double[] u = random.doubles(1402, -2, 2).toArray();
    ContrastiveLoss loss = loss(temperature, false);
    Rows single = UnitRows.normalise(batch.rows32()).unit();
    Rows exact = gradient(loss, batch, unit(batch), u, 0, 701);
    Rows one = gradient(loss, batch, single, u, 0, 701);
    double largest = Arrays.stream(exact.flat().float64()).map(Math::abs).max().orElseThrow();
    assertArrayEquals(exact.flat().float64(), one.flat().float64(), 2e-5 * largest);
    for (int[] cuts : new int[][] {{0, 350, 701}, {0, 1, 1, 257, 258, 701}}) {
      Rows several = gradient(loss, batch, single, u, cuts);
      assertArrayEquals(one.flat().float32(), several.flat().float32());
    }
  }

  @Test
  void normalisedWeightsHaveMeanOneOverActiveMetrics() {
    Random random = new Random(2);
    List<AnchorUncertainty> metrics = new ArrayList<>();
    for (int kind = 0; kind < 2; kind++) {
      RandomBatch batch = RandomBatch.of(kind, MissingLabels.EXCLUDE, 20, 2, 3, random);
      metrics.add(uncertainty(batch, random.doubles(40, -1, 1 + kind).toArray()));
    }
    RandomBatch none = RandomBatch.of(0, MissingLabels.EXCLUDE, 1, 1, 3, random);
    metrics.add(uncertainty(none, new double[1]));
    WeightedTotal printed = LOSS.weighAnchors(metrics);
    WeightedTotal normalised = loss(0.3, true).weighAnchors(metrics);
    assertArrayEquals(new double[] {1, 1, 0}, printed.weights());
    assertEquals(metrics.get(0).value() + metrics.get(1).value(), printed.total());
    assertEquals(printed.total(), normalised.total());
    assertArrayEquals(new double[3], normalised.logVarianceGradients());
    assertEquals(
        2,
        metrics.get(0).summary().weight() * normalised.weights()[0]
            + metrics.get(1).summary().weight() * normalised.weights()[1],
        1e-12);
  }

  @Test
  void nothingRunsAway() {
    // Both views of each of two samples lie on top of each other, far from the other's: no loss.
    RowStatistics all = RowStatistics.zeros(SampleRange.all(2), 2);
    Arrays.fill(all.terms(), 1);
    Arrays.fill(all.logSumExp(), 2);
    System.arraycopy(new double[] {2, 2, 2 - 400, 2}, 0, all.positiveLogit(), 0, 4);
    double[] u = {-5.5, 7, 9, -4};
    AnchorUncertainty found = LOSS.uncertainty(all, u);
    double high = Math.exp(AnchorUncertainty.LIMIT);
    assertArrayEquals(new double[] {high, 1 / high, 1 / high, Math.exp(4)}, found.weights(), 1e-12);
    // Further out is no way, further in is.
    assertArrayEquals(new double[] {0, 0.125, 0, 0.125}, found.gradient(), 1e-12);
    assertEquals((400 / high + (-5 + 5 + 5 - 4) / 2.0) / 4, found.value(), 1e-12);
  }

  @Test
  void everyRowNeedsOne() {
    RowStatistics all = RowStatistics.zeros(SampleRange.all(2), 2);
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> LOSS.uncertainty(all, new double[] {1, 2}));
    assertEquals("Invalid log-variances: 2 for 4 rows", error.getMessage());
  }

  private static double slope(RandomBatch batch, double[] u, double[] changed, int entry) {
    return slope(changed, entry, () -> uncertainty(batch, u).value());
  }

  private interface Value {
    double now();
  }

  private static double slope(double[] changed, int entry, Value value) {
    double before = changed[entry];
    changed[entry] = before + STEP;
    double above = value.now();
    changed[entry] = before - STEP;
    double below = value.now();
    changed[entry] = before;
    return (above - below) / (2 * STEP);
  }

  private static AnchorUncertainty uncertainty(RandomBatch batch, double[] u) {
    return LOSS.uncertainty(whole(batch), u);
  }

  private static RowStatistics whole(RandomBatch batch) {
    return LOSS.statistics(batch.targets(), unit(batch), 0, SampleRange.all(batch.samples()));
  }

  private static Rows unit(RandomBatch batch) {
    return UnitRows.normalise(batch.rows64()).unit();
  }

  private static RowGradient gradient(
      Targets targets, Rows unit, AnchorUncertainty uncertainty, RowStatistics all) {
    AnchorWeights weights = new AnchorWeights(1, uncertainty.weights());
    return LOSS.gradient(targets, unit, all, 0, weights, SampleRange.all(targets.samples()));
  }

  private static Rows gradient(
      ContrastiveLoss loss, RandomBatch batch, Rows unit, double[] u, int... cuts) {
    RowStatistics all = loss.statistics(batch.targets(), unit, 0, SampleRange.all(batch.samples()));
    AnchorWeights weights = new AnchorWeights(0.7, loss.uncertainty(all, u).weights());
    List<RowGradient> gradients = new ArrayList<>();
    for (int lane = 0; lane + 1 < cuts.length; lane++) {
      SampleRange own = new SampleRange(cuts[lane], cuts[lane + 1]);
      gradients.add(loss.gradient(batch.targets(), unit, all, 0, weights, own));
    }
    return RowGradient.combine(gradients).dz();
  }

  private static ContrastiveLoss loss(double temperature, boolean normaliseWeights) {
    return new ContrastiveLoss(
        temperature, 1, Reduction.VALID, new Weighting.PerSample(), normaliseWeights);
  }

  private static MetricLabels classLabels(int views, int... classes) {
    return new MetricLabels(
        new Metric.Categorical("m"),
        new BatchLabels.Classes(classes),
        MissingLabels.EXCLUDE,
        views);
  }
}
