package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncertaintyHeadTest {
  // Two samples in two views: of class 1, and without a label. f(x) has four columns.
  private static final MetricLabels LABELS =
      new MetricLabels(
          new Metric.Categorical("m"),
          new BatchLabels.Classes(new int[] {1, -1}),
          MissingLabels.SELF,
          2);
  private static final Rows OUTPUTS =
      new Rows.Float64(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3);

  @Test
  void aSampleHasTheColumnOfItsLabel() {
    UncertaintyHead head = new UncertaintyHead(List.of(1, 2), 4);
    assertArrayEquals(new double[] {1.5, 0, 4.5, 0}, head.logVariances(1, LABELS, OUTPUTS));
    Rows gradient = OUTPUTS.zeros(2);
    head.backward(1, LABELS, new double[] {2, 4, 6, 8}, new SampleRange(0, 1), gradient);
    assertArrayEquals(new double[] {0, 0, 1, 0, 0, 3}, gradient.flat().float64());
  }

  @Test
  void aMetricWithOneColumnTakesItForAll() {
    UncertaintyHead head = new UncertaintyHead(List.of(1, 2), 4);
    assertArrayEquals(new double[] {0.5, 2, 3.5, 5}, head.logVariances(0, LABELS, OUTPUTS));
    Rows gradient = OUTPUTS.zeros(2);
    head.backward(0, LABELS, new double[] {2, 4, 6, 8}, new SampleRange(1, 2), gradient);
    assertArrayEquals(new double[] {2, 0, 0, 4, 0, 0}, gradient.flat().float64());
  }
}
