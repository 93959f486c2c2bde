package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightingTest {
  private static final List<MetricLoss> LOSSES =
      List.of(
          new MetricLoss(4, 10, 1, 10), new MetricLoss(0, 0, 0, 0), new MetricLoss(2, 10, 1.5, 10));
  private static final double[] LOG_VARIANCES = {Math.log(2), 5, Math.log(4)};

  @Test
  void normalisedWeightsHaveMeanOneOverActiveMetrics() {
    WeightedTotal printed = new Weighting.Kendall().weigh(LOSSES, LOG_VARIANCES, false);
    WeightedTotal normalised = new Weighting.Kendall().weigh(LOSSES, LOG_VARIANCES, true);
    assertArrayEquals(new double[] {0.5, 0, 0.25}, printed.weights(), 1e-15);
    assertArrayEquals(new double[] {4 / 3.0, 0, 2 / 3.0}, normalised.weights(), 1e-15);
    assertEquals(printed.total(), normalised.total());
    assertArrayEquals(printed.logVarianceGradients(), normalised.logVarianceGradients());
  }

  @Test
  void kendallIsAsPrinted() {
    WeightedTotal total = new Weighting.Kendall().weigh(LOSSES, LOG_VARIANCES, false);
    assertEquals(4 / 2.0 + 2 / 4.0 + 0.5 * Math.log(8), total.total(), 1e-14);
    assertArrayEquals(new double[] {0.5 - 2, 0, 0.5 - 0.5}, total.logVarianceGradients(), 1e-14);
  }

  @Test
  void excessIsHeldUpByItsFloorButGoesOnWeighing() {
    WeightedTotal total = new Weighting.Excess(1).weigh(LOSSES, LOG_VARIANCES, false);
    assertEquals(3 / 2.0 + 1 / 4.0 + 0.5 * Math.log(8), total.total(), 1e-14);
    assertArrayEquals(new double[] {0.5, 0, 0.25}, total.weights(), 1e-15);
    assertArrayEquals(new double[] {0.5 - 1.5, 0, 0.5 - 0.25}, total.logVarianceGradients(), 1e-14);
  }

  @Test
  void fixedNeedsOneWeightPerMetric() {
    assertEquals(
        14,
        new Weighting.Fixed(new double[] {3, 9, 1}).weigh(LOSSES, LOG_VARIANCES, false).total());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Weighting.Fixed(new double[] {1}).weigh(LOSSES, LOG_VARIANCES, false));
    assertThrows(IllegalArgumentException.class, () -> new Weighting.Fixed(new double[] {-1}));
    assertThrows(IllegalArgumentException.class, () -> new Weighting.Excess(0));
  }

  @Test
  void exactScalesTheTemperature() {
    assertEquals(0.2, new Weighting.Exact().temperature(0.1, Math.log(2)), 1e-15);
    assertEquals(0.1, new Weighting.Kendall().temperature(0.1, Math.log(2)));
    assertEquals(
        -1.5,
        new Weighting.Exact()
            .weigh(LOSSES, LOG_VARIANCES, true)
            .logVarianceGradients(new double[] {3, 0, 1})[0]);
  }
}
