package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.LossConfiguration.WeightingName;
import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricLossTest {
  private static final List<Metric> KINDS =
      List.of(
          new Metric.Categorical("class"),
          new Metric.MultiValued("any", SetMatch.ANY),
          new Metric.MultiValued("jaccard", SetMatch.JACCARD),
          new Metric.MultiValued("per value", SetMatch.PER_VALUE),
          new Metric.Continuous("number", 0.7));

  @Test
  void agreesWithTheFormulasForEveryKindPolicyAndReduction() {
    RandomStream random = random(1);
    for (Metric metric : KINDS) {
      for (MissingLabels policy : MissingLabels.values()) {
        for (Reduction reduction : Reduction.values()) {
          for (int views = 1; views <= 3; views++) {
            compare(metric, policy, reduction, views, random);
          }
        }
      }
    }
  }

  private static void compare(
      Metric metric, MissingLabels policy, Reduction reduction, int views, RandomStream random) {
    int samples = 3 + random.nextInt(9);
    int columns = 1 + random.nextInt(6);
    double temperature = random.nextDouble(0.05, 1);
    BatchLabels labels = labels(metric, samples, random);
    double[][] x = rows(views * samples, columns, random);
    String name = metric + " " + policy + " " + reduction + " " + views + " views";
    BruteForceLoss expected = new BruteForceLoss(metric, labels, policy, views);
    boolean overAll = reduction == Reduction.ALL;
    Targets targets = Targets.of(metric, labels, policy, views);
    MetricLoss loss = new MetricLoss(targets, temperature, 1, reduction);
    RowMatrix unit = UnitRows.normalise(matrix(x));
    SampleRange all = new SampleRange(0, samples);
    RowTerms terms = loss.terms(unit, all, true);
    assertEquals(
        expected.loss(unit(x), temperature, overAll), loss.value(terms).loss(), 1e-11, name);

    double step = 1e-5;
    double warmer = expected.loss(unit(x), temperature * Math.exp(step), overAll);
    double cooler = expected.loss(unit(x), temperature * Math.exp(-step), overAll);
    assertEquals(
        (warmer - cooler) / (2 * step),
        loss.value(terms).logTemperatureGradient(),
        1e-6,
        name + ": temperature");

    RowMatrix dx = UnitRows.backward(matrix(x), loss.gradient(unit, terms.logSumExp(), all, 1));
    int row = random.nextInt(x.length);
    int column = random.nextInt(columns);
    double before = x[row][column];
    x[row][column] = before + step;
    double more = expected.loss(unit(x), temperature, overAll);
    x[row][column] = before - step;
    double less = expected.loss(unit(x), temperature, overAll);
    assertEquals((more - less) / (2 * step), dx.get(row, column), 2e-6, name + ": gradient");
  }

  @Test
  void float32AgreesWithFloat64OverManyTiles() {
    RandomStream random = random(2);
    for (Metric metric : KINDS) {
      int samples = 600;
      BatchLabels labels = labels(metric, samples, random);
      RowMatrix.Doubles doubles = (RowMatrix.Doubles) matrix(rows(2 * samples, 17, random));
      float[] floats = new float[doubles.values().length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles.values()[i];
      }
      Targets targets = Targets.of(metric, labels, MissingLabels.EXCLUDE, 2);
      MetricLoss loss = new MetricLoss(targets, 0.1, 1, Reduction.VALID);
      RowMatrix exact = UnitRows.normalise(doubles);
      RowMatrix single = UnitRows.normalise(new RowMatrix.Floats(floats, 17));
      SampleRange all = new SampleRange(0, samples);
      RowTerms exactTerms = loss.terms(exact, all, true);
      RowTerms singleTerms = loss.terms(single, all, true);
      assertEquals(1, loss.value(singleTerms).loss() / loss.value(exactTerms).loss(), 1e-6);
      assertEquals(
          1,
          loss.value(singleTerms).logTemperatureGradient()
              / loss.value(exactTerms).logTemperatureGradient(),
          1e-5);
      RowMatrix expected = loss.gradient(exact, exactTerms.logSumExp(), all, 1);
      RowMatrix actual = loss.gradient(single, singleTerms.logSumExp(), all, 1);
      assertEquals(0, difference(expected, actual), 2e-5 * largest(expected), metric.toString());
    }
  }

  @Test
  void aRowHasTheSameBitsHoweverTheRowsAreSharedOut() {
    RandomStream random = random(3);
    int samples = 360;
    RowMatrix.Doubles doubles = (RowMatrix.Doubles) matrix(rows(2 * samples, 24, random));
    float[] floats = new float[doubles.values().length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles.values()[i];
    }
    for (RowMatrix raw : List.of(doubles, new RowMatrix.Floats(floats, 24))) {
      RowMatrix unit = UnitRows.normalise(raw);
      BatchLabels labels = labels(KINDS.get(0), samples, random);
      Targets targets = Targets.of(KINDS.get(0), labels, MissingLabels.EXCLUDE, 2);
      MetricLoss loss = new MetricLoss(targets, 0.1, 1, Reduction.VALID);
      RowTerms whole = loss.terms(unit, new SampleRange(0, samples), false);
      RowMatrix gradient = loss.gradient(unit, whole.logSumExp(), new SampleRange(0, samples), 1);
      for (int lanes : new int[] {2, 3, 4}) {
        RowTerms shared = RowTerms.zeros(2 * samples, false);
        int part = samples / lanes;
        for (int lane = 0; lane < lanes; lane++) {
          SampleRange own = new SampleRange(lane * part, (lane + 1) * part);
          int[] rows = own.rows(samples, 2);
          shared.insert(loss.terms(unit, own, false), rows);
          RowMatrix ownGradient = loss.gradient(unit, whole.logSumExp(), own, 1);
          for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < 24; column++) {
              assertEquals(gradient.get(rows[i], column), ownGradient.get(i, column), 0.0);
            }
          }
        }
        assertArrayEquals(whole.logSumExp(), shared.logSumExp(), 0.0);
        assertEquals(loss.value(whole).loss(), loss.value(shared).loss(), 0.0);
      }
    }
  }

  @Test
  void aMetricWithoutAValidAnchorContributesNothing() {
    BatchLabels none = new BatchLabels.Classes(new int[] {-1, -1, -1});
    Targets targets = Targets.of(KINDS.get(0), none, MissingLabels.EXCLUDE, 2);
    MetricLoss loss = new MetricLoss(targets, 0.1, 1, Reduction.VALID);
    RowMatrix unit = UnitRows.normalise(matrix(rows(6, 4, random(4))));
    RowTerms terms = loss.terms(unit, new SampleRange(0, 3), true);
    assertFalse(loss.value(terms).active());
    assertEquals(0, largest(loss.gradient(unit, terms.logSumExp(), new SampleRange(0, 3), 1)));
  }

  @Test
  void refusesATemperatureOfZero() {
    Targets targets =
        Targets.of(
            KINDS.get(0), new BatchLabels.Classes(new int[] {1, 1}), MissingLabels.EXCLUDE, 2);
    assertThrows(
        IllegalArgumentException.class, () -> new MetricLoss(targets, 0, 1, Reduction.VALID));
  }

  @Test
  void weightsAverageOneOverTheActiveMetrics() {
    Weighting weighting = new Weighting(WeightingName.KENDALL, true, 0.01, List.of());
    WeightedLoss weighted =
        weighting.combine(
            List.of(
                new MetricValue(true, 3, 1, 0, 5),
                MetricValue.INACTIVE,
                new MetricValue(true, 2, 1, 0, 5)),
            new double[] {1, 7, -1});
    double[] weights = weighted.weights();
    assertEquals(2, weights[0] + weights[2], 1e-12);
    assertEquals(0, weights[1]);
    assertEquals(Math.exp(-2), weights[0] / weights[2], 1e-12);
    assertEquals(0.5 - 3 * Math.exp(-1), weighted.logVarianceGradients()[0], 1e-12);
    assertEquals(0, weighted.logVarianceGradients()[1]);
    assertTrue(weighted.total() > 0);
  }

  private static BatchLabels labels(Metric metric, int samples, RandomStream random) {
    if (metric instanceof Metric.Categorical) {
      int[] classes = new int[samples];
      for (int i = 0; i < samples; i++) {
        classes[i] = random.nextInt(4) - 1;
      }
      return new BatchLabels.Classes(classes);
    }
    if (metric instanceof Metric.Continuous) {
      double[] numbers = new double[samples];
      for (int i = 0; i < samples; i++) {
        numbers[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(5) * 0.5;
      }
      return new BatchLabels.Numbers(numbers);
    }
    int[][] sets = new int[samples][];
    for (int i = 0; i < samples; i++) {
      sets[i] = random.nextInt(4) == 0 ? null : set(random);
    }
    return new BatchLabels.ValueSets(sets);
  }

  private static int[] set(RandomStream random) {
    List<Integer> values = new ArrayList<>();
    for (int value = 0; value < 4; value++) {
      if (random.nextInt(3) == 0) {
        values.add(value);
      }
    }
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[][] rows(int rows, int columns, RandomStream random) {
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextGaussian();
      }
    }
    return x;
  }

  private static double[][] unit(double[][] x) {
    double[][] z = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      double length = Math.sqrt(Arrays.stream(x[row]).map(v -> v * v).sum());
      z[row] = Arrays.stream(x[row]).map(v -> v / length).toArray();
    }
    return z;
  }

  private static RowMatrix matrix(double[][] x) {
    double[] values = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    return new RowMatrix.Doubles(values, x[0].length);
  }

  private static double difference(RowMatrix one, RowMatrix other) {
    double difference = 0;
    for (int i = 0; i < one.rows() * one.columns(); i++) {
      int row = i / one.columns();
      int column = i % one.columns();
      difference = Math.max(difference, Math.abs(one.get(row, column) - other.get(row, column)));
    }
    return difference;
  }

  private static double largest(RowMatrix matrix) {
    return difference(matrix, matrix.zeros(matrix.rows()));
  }

  private static RandomStream random(long seed) {
    return RandomStream.of(seed, RandomUse.SPLIT, 99);
  }
}
