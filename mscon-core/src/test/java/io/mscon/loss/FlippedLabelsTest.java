package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Features of four clusters, of which 40 % have the label of another one; a linear projection and
 * the head of log-variances learn together.
 */
class FlippedLabelsTest {
  private static final int SAMPLES = 120;
  private static final int CLASSES = 4;
  private static final int FEATURES = 16;
  private static final int EMBEDDING = 4;
  private static final int STEPS = 200;

  private final double[][] features = new double[SAMPLES][];
  private final int[] labels = new int[SAMPLES];

  FlippedLabelsTest() {
    Random random = new Random(1);
    double[] centres = random.doubles(CLASSES * FEATURES, -0.9, 0.9).toArray();
    for (int i = 0; i < SAMPLES; i++) {
      int cluster = cluster(i);
      features[i] = new double[FEATURES];
      for (int d = 0; d < FEATURES; d++) {
        features[i][d] = 1 + centres[cluster * FEATURES + d] + 0.35 * random.nextGaussian();
      }
      int other = (cluster + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
      labels[i] = random.nextDouble() < 0.4 ? other : cluster;
    }
  }

  @Test
  void areFoundByLogVariancesOfPictureAndLabel() {
    double area = areaUnderCurve(train(new UncertaintyHead(List.of(CLASSES), FEATURES)));
    assertTrue(area > 0.8, "area " + area);
  }

  /** A label that was exchanged at random can't be seen in the picture. */
  @Test
  void areHardlyFoundByLogVariancesOfPictures() {
    double area = areaUnderCurve(train(new UncertaintyHead(List.of(1), FEATURES)));
    assertTrue(area > 0.4 && area < 0.7, "area " + area);
  }

  private static int cluster(int sample) {
    return sample % CLASSES;
  }

  /** The log-variances after some steps of gradient descent. */
  private double[] train(UncertaintyHead head) {
    ContrastiveLoss loss =
        new ContrastiveLoss(0.2, 1, Reduction.VALID, new Weighting.PerSample(), true);
    MetricLabels metric =
        new MetricLabels(
            new Metric.Categorical("m"), new BatchLabels.Classes(labels), MissingLabels.EXCLUDE, 1);
    SampleRange all = SampleRange.all(SAMPLES);
    double[] projection = new Random(2).doubles(EMBEDDING * FEATURES, -0.5, 0.5).toArray();
    double[] layer = new double[head.columns().get(0) * FEATURES];
    double[] logVariances = null;
    for (int step = 0; step < STEPS; step++) {
      UnitRows unit = UnitRows.normalise(times(projection));
      RowStatistics statistics = loss.statistics(metric, unit.unit(), 0, all);
      Rows outputs = times(layer);
      logVariances = head.logVariances(0, metric, outputs);
      AnchorUncertainty found = loss.uncertainty(statistics, logVariances);
      double common = loss.weighAnchors(List.of(found)).weights()[0];
      AnchorWeights weights = new AnchorWeights(common, found.weights());
      Rows dz = loss.gradient(metric, unit.unit(), statistics, 0, weights, all).dz();
      Rows slopes = outputs.zeros(SAMPLES);
      head.backward(0, metric, found.gradient(), all, slopes);
      descend(projection, unit.backward(dz));
      descend(layer, slopes);
    }
    return logVariances;
  }

  private Rows times(double[] matrix) {
    int columns = matrix.length / FEATURES;
    Rows product = new Rows.Float64(new double[SAMPLES * columns], columns);
    for (int i = 0; i < SAMPLES; i++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int d = 0; d < FEATURES; d++) {
          sum += matrix[column * FEATURES + d] * features[i][d];
        }
        product.set(i, column, sum);
      }
    }
    return product;
  }

  private void descend(double[] matrix, Rows slopes) {
    for (int i = 0; i < SAMPLES; i++) {
      for (int entry = 0; entry < matrix.length; entry++) {
        matrix[entry] -= slopes.get(i, entry / FEATURES) * features[i][entry % FEATURES];
      }
    }
  }

  private double areaUnderCurve(double[] logVariances) {
    double larger = 0;
    double pairs = 0;
    for (int flipped = 0; flipped < SAMPLES; flipped++) {
      for (int other = 0; other < SAMPLES; other++) {
        if (labels[flipped] != cluster(flipped) && labels[other] == cluster(other)) {
          larger += logVariances[flipped] > logVariances[other] ? 1 : 0;
          pairs++;
        }
      }
    }
    return larger / pairs;
  }
}
