package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
  private static final CrossEntropy PLAIN = new CrossEntropy(new Weighting.Uniform(), false);
  private static final CrossEntropy EXACT = new CrossEntropy(new Weighting.Exact(), false);

  @Test
  void isTheMeanOverRowsThatHaveTheLabel() {
    // Rows 0 and 2 are views of a sample of class 1, rows 1 and 3 of one without a label.
    Rows logits = new Rows.Float64(new double[] {0, 0, 9, 9, Math.log(3), 0, 5, 1}, 2);
    RowStatistics all = PLAIN.statistics(labels(2, 1, -1), logits, 0, SampleRange.all(2));
    MetricLoss loss = PLAIN.summarise(all);
    assertEquals((Math.log(2) + Math.log(4)) / 2, loss.loss(), 1e-15);
    assertEquals(2, loss.anchors());
    assertEquals(0, loss.targetEntropy());
    RowGradient gradient =
        PLAIN.gradient(labels(2, 1, -1), logits, all, 0, AnchorWeights.same(1), SampleRange.all(2));
    assertArrayEquals(
        new double[] {0.25, -0.25, 0, 0, 0.375, -0.375, 0, 0},
        gradient.dz().flat().float64(),
        1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.7, 1.3})
  void gradientsAreSlopesOfTheFormula(double logVariance) {
    Random random = new Random(5);
    for (int views = 1; views <= 3; views++) {
      int columns = 2 + random.nextInt(5);
      MetricLabels labels = labels(views, randomClasses(random, 9, columns));
      double[] logits = random.doubles((long) 9 * views * columns, -3, 3).toArray();
      Slopes slopes = new Slopes(labels, columns, logVariance);
      RowGradient gradient = slopes.gradient(logits);
      for (int entry = 0; entry < logits.length; entry++) {
        int at = entry;
        double slope = slopes.of(shift -> slopes.loss(moved(logits, at, shift), logVariance));
        assertEquals(slope, gradient.dz().get(entry / columns, entry % columns), 1e-8);
      }
      WeightedTotal total = EXACT.weigh(List.of(slopes.summary(logits)), new double[] {0});
      double slope = slopes.of(shift -> slopes.loss(logits, logVariance + shift));
      double[] found = total.logVarianceGradients(new double[] {gradient.radialSum()});
      assertEquals(slope, found[0], 1e-8);
    }
  }

  /** Central differences of the loss with learned temperature. */
  private record Slopes(MetricLabels labels, int columns, double logVariance) {
    private static final double STEP = 1e-5;

    interface Loss {
      double at(double shift);
    }

    double of(Loss loss) {
      return (loss.at(STEP) - loss.at(-STEP)) / (2 * STEP);
    }

    double loss(double[] logits, double variance) {
      return EXACT.summarise(statistics(logits, variance)).loss();
    }

    MetricLoss summary(double[] logits) {
      return EXACT.summarise(statistics(logits, logVariance));
    }

    private RowStatistics statistics(double[] logits, double variance) {
      SampleRange all = SampleRange.all(labels.samples());
      return EXACT.statistics(labels, new Rows.Float64(logits, columns), variance, all);
    }

    RowGradient gradient(double[] logits) {
      return EXACT.gradient(
          labels,
          new Rows.Float64(logits, columns),
          statistics(logits, logVariance),
          logVariance,
          AnchorWeights.same(1),
          SampleRange.all(labels.samples()));
    }
  }

  @Test
  void rowsHaveTheSameBitsHoweverSamplesAreSpread() {
    Random random = new Random(6);
    MetricLabels labels = labels(2, randomClasses(random, 12, 4));
    float[] values = new float[12 * 2 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Rows logits = new Rows.Float32(values, 4);
    RowStatistics whole = PLAIN.statistics(labels, logits, 0, SampleRange.all(12));
    RowGradient expected =
        PLAIN.gradient(labels, logits, whole, 0, AnchorWeights.same(0.5), SampleRange.all(12));
    List<RowStatistics> statistics = new ArrayList<>();
    List<RowGradient> gradients = new ArrayList<>();
    for (SampleRange own : List.of(new SampleRange(5, 12), new SampleRange(0, 5))) {
      statistics.add(PLAIN.statistics(labels, logits, 0, own));
      gradients.add(PLAIN.gradient(labels, logits, whole, 0, AnchorWeights.same(0.5), own));
    }
    assertArrayEquals(whole.logSumExp(), RowStatistics.combine(statistics).logSumExp());
    assertArrayEquals(whole.positiveLogit(), RowStatistics.combine(statistics).positiveLogit());
    RowGradient combined = RowGradient.combine(gradients);
    assertArrayEquals(expected.dz().flat().float32(), combined.dz().flat().float32());
    assertArrayEquals(expected.radial(), combined.radial());
  }

  @Test
  void largeLogitsStayFinite() {
    Rows logits = new Rows.Float64(new double[] {1e5, -1e5}, 2);
    RowStatistics all = PLAIN.statistics(labels(1, 1), logits, 0, SampleRange.all(1));
    assertEquals(2e5, PLAIN.summarise(all).loss(), 1e-9);
  }

  @Test
  void aMetricWithoutALabelContributesNothing() {
    Rows logits = new Rows.Float64(new double[] {1, 2}, 2);
    MetricLabels labels = labels(1, -1);
    RowStatistics all = PLAIN.statistics(labels, logits, 0, SampleRange.all(1));
    assertEquals(0, PLAIN.summarise(all).anchors());
    RowGradient gradient =
        PLAIN.gradient(labels, logits, all, 0, AnchorWeights.same(1), SampleRange.all(1));
    assertArrayEquals(new double[2], gradient.dz().flat().float64());
  }

  @Test
  void wrongLabelsAreErrorsThatNameTheMetric() {
    Rows logits = new Rows.Float64(new double[] {1, 2}, 2);
    assertEquals(
        "Invalid label of metric m: class 2 (its head has 2 columns)", error(labels(1, 2), logits));
    assertEquals("Invalid logits of metric m: 1 rows (must be 2)", error(labels(2, 0), logits));
    MetricLabels numbers =
        new MetricLabels(
            new Metric.Continuous("m", 1),
            new BatchLabels.Numbers(new double[] {1}),
            MissingLabels.EXCLUDE,
            1);
    assertEquals(
        "Invalid labels of metric m: Numbers (cross-entropy needs classes)",
        error(numbers, logits));
  }

  private static String error(MetricLabels labels, Rows logits) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> PLAIN.statistics(labels, logits, 0, SampleRange.all(1)))
        .getMessage();
  }

  private static MetricLabels labels(int views, int... classes) {
    return new MetricLabels(
        new Metric.Categorical("m"),
        new BatchLabels.Classes(classes),
        MissingLabels.EXCLUDE,
        views);
  }

  private static int[] randomClasses(Random random, int samples, int classes) {
    return random.ints(samples, -1, classes).toArray();
  }

  private static double[] moved(double[] logits, int entry, double by) {
    double[] there = logits.clone();
    there[entry] += by;
    return there;
  }
}
