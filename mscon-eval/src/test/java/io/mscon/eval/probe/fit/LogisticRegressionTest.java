package io.mscon.eval.probe.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int ITERATIONS = 1000;
  private static final List<Double> CANDIDATES = List.of(1e-4, 1e-3, 1e-2, 0.1, 1.0);

  @Test
  void everyProbabilityIsThatOfSparksOptimum() {
    DrawnExamples drawn = new DrawnExamples(300, 10, 4, 1);
    int[] partly = drawn.labels.clone();
    for (int i = 0; i < partly.length; i += 3) {
      partly[i] = -1;
    }
    List<FitRequest> requests = new ArrayList<>();
    for (double candidate : CANDIDATES) {
      requests.add(new FitRequest("all", drawn.labels, 4, candidate));
    }
    requests.add(new FitRequest("partly", partly, 4, 1e-3));

    List<LinearProbe> probes = fit(drawn, true, requests);

    float[][] standardised = standardised(drawn.features);
    for (int i = 0; i < requests.size(); i++) {
      LogisticRegressionModel peer = mllib(standardised, requests.get(i));
      double worst = 0;
      for (int row = 0; row < standardised.length; row++) {
        double[] expected = peer.predictProbability(vector(standardised[row])).toArray();
        double[] found = probes.get(i).probabilities(drawn.features[row]);
        for (int k = 0; k < expected.length; k++) {
          worst = Math.max(worst, Math.abs(expected[k] - found[k]));
        }
      }
      double difference = worst;
      String which = requests.get(i).task() + " " + requests.get(i).regularisation();
      assertTrue(difference < 1e-3, () -> which + " differs by " + difference);
    }
  }

  @Test
  void neitherPartitionsNorCoresChangeABit() {
    DrawnExamples drawn = new DrawnExamples(5000, 7, 3, 2);
    List<FitRequest> requests = List.of(new FitRequest("t", drawn.labels, 3, 1e-3));
    double[][] scores = new double[3][];
    for (int i = 0; i < 3; i++) {
      LocalSpark.session(i == 2 ? 1 : 2);
      try (FeatureBlocks blocks = FeatureBlocks.of(drawn.table(1 + 2 * i), true)) {
        scores[i] =
            LogisticRegression.fit(blocks, requests, ITERATIONS)
                .probes()
                .get(0)
                .scores(drawn.features[5]);
      }
    }

    assertArrayEquals(scores[0], scores[1], 0.0);
    assertArrayEquals(scores[0], scores[2], 0.0);
  }

  @Test
  void otherFitsBesideItChangeAFitByRoundingOnly() {
    DrawnExamples drawn = new DrawnExamples(400, 9, 4, 3);
    FitRequest one = new FitRequest("one", drawn.labels, 4, 1e-3);
    FitRequest other = new FitRequest("other", drawn.labels, 4, 1.0);

    double[] alone = fit(drawn, true, List.of(one)).get(0).probabilities(drawn.features[0]);
    double[] beside = fit(drawn, true, List.of(other, one)).get(1).probabilities(drawn.features[0]);

    assertArrayEquals(alone, beside, 1e-4);
  }

  @Test
  void featuresAsTheyAreGiveTheOptimumOfFeaturesAsTheyAre() {
    DrawnExamples drawn = new DrawnExamples(400, 6, 3, 4);
    FitRequest request = new FitRequest("t", drawn.labels, 3, 1e-2);

    LinearProbe probe = fit(drawn, false, List.of(request)).get(0);

    LogisticRegressionModel peer = mllib(drawn.features, request);
    for (float[] row : drawn.features) {
      assertArrayEquals(
          peer.predictProbability(vector(row)).toArray(), probe.probabilities(row), 1e-3);
    }
  }

  @Test
  void constantFeaturesAreWithoutWeight() {
    DrawnExamples drawn = new DrawnExamples(200, 5, 2, 5);
    for (float[] row : drawn.features) {
      row[3] = 0.1f;
    }
    LinearProbe probe =
        fit(drawn, true, List.of(new FitRequest("t", drawn.labels, 2, 1e-3))).get(0);

    float[] changed = drawn.features[0].clone();
    changed[3] = 1e6f;
    assertArrayEquals(probe.scores(drawn.features[0]), probe.scores(changed), 0.0);
    assertTrue(Double.isFinite(probe.scores(changed)[0]));
  }

  @Test
  void featuresThatAreAllConstantGiveTheClassesShares() {
    DrawnExamples drawn = new DrawnExamples(100, 3, 2, 6);
    for (float[] row : drawn.features) {
      Arrays.fill(row, 2);
    }
    int[] labels = new int[100];
    Arrays.fill(labels, 0, 25, 1);

    LinearProbe probe = fit(drawn, true, List.of(new FitRequest("t", labels, 2, 1e-3))).get(0);

    assertArrayEquals(new double[] {0.75, 0.25}, probe.probabilities(drawn.features[0]), 1e-6);
  }

  @Test
  void aClassWithoutSamplesGetsNoProbabilityAndOneClassGetsAll() {
    DrawnExamples drawn = new DrawnExamples(200, 5, 2, 7);
    int[] single = new int[200];
    List<LinearProbe> probes =
        fit(
            drawn,
            true,
            List.of(
                new FitRequest("absent", drawn.labels, 3, 1e-3),
                new FitRequest("single", single, 1, 1e-3),
                new FitRequest("single of two", single, 2, 1e-3)));

    assertEquals(0, probes.get(0).probabilities(drawn.features[0])[2], 1e-9);
    assertEquals(1, probes.get(1).probabilities(drawn.features[0])[0]);
    assertEquals(1, probes.get(2).probabilities(drawn.features[0])[0], 1e-9);
  }

  @Test
  void withoutPenaltySeparableClassesEndByTheNumberOfIterations() {
    DrawnExamples drawn = new DrawnExamples(40, 30, 2, 8);

    LinearProbe probe = fit(drawn, true, List.of(new FitRequest("t", drawn.labels, 2, 0))).get(0);

    for (int row = 0; row < 40; row++) {
      assertEquals(drawn.labels[row], probe.predict(drawn.features[row]));
    }
  }

  @Test
  void featuresThatAreNotFiniteAreRefusedByName() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      DrawnExamples drawn = new DrawnExamples(50, 4, 2, 9);
      drawn.features[17][2] = bad;

      Exception e =
          assertThrows(Exception.class, () -> FeatureBlocks.of(drawn.table(2), true).close());

      assertTrue(e.getMessage().contains("feature 2 of s000017 is " + bad), e.getMessage());
    }
  }

  @Test
  void featuresOfAnotherTypeAreRefused() {
    Dataset<Row> table =
        new DrawnExamples(50, 4, 2, 9)
            .table(2)
            .selectExpr("id", "cast(features as array<double>) as features");

    Exception e =
        assertThrows(IllegalArgumentException.class, () -> FeatureBlocks.of(table, true).close());

    assertEquals("Cannot probe: features are array<double> (must be array<float>)", e.getMessage());
  }

  @Test
  void rowsOfAnotherLengthAndNoRowsAreRefused() {
    DrawnExamples drawn = new DrawnExamples(50, 4, 2, 10);
    drawn.features[17] = new float[3];
    Exception other =
        assertThrows(Exception.class, () -> FeatureBlocks.of(drawn.table(2), true).close());
    assertTrue(other.getMessage().contains("s000017 has 3 features"), other.getMessage());

    DrawnExamples none = new DrawnExamples(0, 4, 2, 11);
    Exception empty =
        assertThrows(Exception.class, () -> FeatureBlocks.of(none.table(2), true).close());
    assertEquals("Cannot probe: there are no training samples", empty.getMessage());
  }

  @Test
  void requestsThatMakeNoSenseAreRefused() {
    assertRefused("Invalid regularisation of t: -1.0 (must be >= 0)", new int[] {0, 1}, -1);
    assertRefused("Invalid regularisation of t: NaN (must be >= 0)", new int[] {0}, Double.NaN);
    assertRefused("Invalid label of t: 2 (must be -1 or below 2)", new int[] {0, 2}, 1);
    assertRefused("Invalid label of t: -2 (must be -1 or below 2)", new int[] {-2}, 1);
    assertRefused("Cannot fit t: no sample has a label", new int[] {-1, -1}, 1);
    DrawnExamples drawn = new DrawnExamples(50, 4, 2, 12);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> fit(drawn, true, List.of(new FitRequest("t", new int[] {0, 1}, 2, 1))));
    assertEquals("Cannot fit t: 2 labels for 50 samples", e.getMessage());
  }

  private static void assertRefused(String message, int[] labels, double regularisation) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new FitRequest("t", labels, 2, regularisation));
    assertEquals(message, e.getMessage());
  }

  private static List<LinearProbe> fit(
      DrawnExamples drawn, boolean standardise, List<FitRequest> requests) {
    try (FeatureBlocks blocks = FeatureBlocks.of(drawn.table(3), standardise)) {
      return LogisticRegression.fit(blocks, requests, ITERATIONS).probes();
    }
  }

  private static LogisticRegressionModel mllib(float[][] features, FitRequest request) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      if (request.labels()[i] >= 0) {
        rows.add(RowFactory.create((double) request.labels()[i], vector(features[i])));
      }
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    return new org.apache.spark.ml.classification.LogisticRegression()
        .setFamily("multinomial")
        .setStandardization(false)
        .setElasticNetParam(0)
        .setRegParam(request.regularisation())
        .setMaxIter(ITERATIONS)
        .setTol(1e-9)
        .fit(LocalSpark.session().createDataFrame(rows, schema).coalesce(1));
  }

  private static Vector vector(float[] row) {
    double[] values = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i];
    }
    return Vectors.dense(values);
  }

  private static float[][] standardised(float[][] features) {
    int columns = features[0].length;
    float[][] result = new float[features.length][columns];
    for (int column = 0; column < columns; column++) {
      int place = column;
      double mean = Arrays.stream(features).mapToDouble(row -> row[place]).average().orElse(0);
      double variance =
          Arrays.stream(features)
              .mapToDouble(row -> (row[place] - mean) * (row[place] - mean))
              .average()
              .orElse(0);
      for (int row = 0; row < features.length; row++) {
        result[row][column] = (float) ((features[row][column] - mean) / Math.sqrt(variance));
      }
    }
    return result;
  }
}
