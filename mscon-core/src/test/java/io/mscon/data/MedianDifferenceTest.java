package io.mscon.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedianDifferenceTest {
  private final RandomStream stream = RandomStream.of(1, RandomUse.BENCHMARK_FEATURES);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8, 9, 50, 201})
  void isTheMedianOfAllPairs(int samples) {
    double[] gaussian = new double[samples];
    double[] few = new double[samples];
    for (int i = 0; i < samples; i++) {
      gaussian[i] = 1e3 * stream.nextGaussian();
      few[i] = stream.nextInt(4) - 2;
    }
    assertEquals(ofPairs(gaussian), MedianDifference.of(gaussian));
    assertEquals(ofPairs(few), MedianDifference.of(few));
  }

  @Test
  void knownMedians() {
    assertEquals(2, MedianDifference.of(new double[] {5, 3}));
    assertEquals(1, MedianDifference.of(new double[] {0, 1, 0}));
    assertEquals(1.5, MedianDifference.of(new double[] {0, 1, 3, 2}), "1, 1, 1, 2, 2, 3");
    assertEquals(0, MedianDifference.of(new double[] {7, 7, 7}));
    assertEquals(0, MedianDifference.of(new double[] {7, 7, 7, 7, 8}), "6 of 10 pairs are equal");
  }

  @Test
  void missingValuesAreNoValues() {
    double[] values = {Double.NaN, 5, Double.NaN, 3, Double.NaN};
    assertEquals(2, MedianDifference.of(values));
    assertTrue(Double.isNaN(MedianDifference.of(new double[] {Double.NaN, 5})));
    assertTrue(Double.isNaN(MedianDifference.of(new double[0])));
  }

  @Test
  void theOrderDoesNotMatter() {
    double[] values = {4, 1, 8, -2, 0.5, 8};
    double[] reversed = {8, 0.5, -2, 8, 1, 4};
    assertEquals(MedianDifference.of(values), MedianDifference.of(reversed));
    assertEquals(4, values[0], "its argument stays as it is");
  }

  /** Of numbers uniform in [0, 1) the median is 1 - 1 / √2. */
  @Test
  void millionsOfPairsAreNoMatter() {
    double[] values = new double[50_000];
    Arrays.setAll(values, i -> stream.nextDouble());
    assertEquals(1 - Math.sqrt(0.5), MedianDifference.of(values), 0.003);
  }

  private static double ofPairs(double[] values) {
    double[] differences = new double[values.length * (values.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < i; j++) {
        differences[count++] = Math.abs(values[i] - values[j]);
      }
    }
    Arrays.sort(differences);
    double lower = differences[(count - 1) / 2];
    return lower + (differences[count / 2] - lower) / 2;
  }
}
