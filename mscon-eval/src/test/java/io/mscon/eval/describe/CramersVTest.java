package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CramersVTest {
  private static final double EXACT = 1e-12;

  @Test
  void twoByTwo() {
    // chi2 = 80 (30*30 - 10*10)^2 / 40^4 = 20, so phi2 = 1/4; less 1/79; over 1 - 1/79.
    double expected = Math.sqrt((0.25 - 1 / 79.0) / (1 - 1 / 79.0));
    assertEquals(0.490290, expected, 1e-6);
    assertV(expected, new long[][] {{30, 10}, {10, 30}});
  }

  @Test
  void twoByThree() {
    // Every cell's expectation is 20: chi2 = 4 * 10^2 / 20 = 20, so phi2 = 1/6; less 2/119; the
    // side
    // with two values limits it: over 1 - 1/119.
    double expected = Math.sqrt((1 / 6.0 - 2 / 119.0) / (1 - 1 / 119.0));
    assertEquals(0.388758, expected, 1e-5);
    assertV(expected, new long[][] {{10, 20, 30}, {30, 20, 10}});
    assertV(expected, new long[][] {{10, 30}, {20, 20}, {30, 10}});
  }

  @Test
  void theSameInOtherWordsIsOne() {
    assertV(1, new long[][] {{0, 7, 0}, {5, 0, 0}, {0, 0, 9}});
  }

  @Test
  void whatFollowsFromTheOtherIsOneUpToTheCorrection() {
    // Four values, each of which belongs to one of two: phi2 = 1, less 3/99, over 1 - 1/99.
    assertV(
        Math.sqrt((1 - 3 / 99.0) / (1 - 1 / 99.0)), new long[][] {{25, 25, 0, 0}, {0, 0, 25, 25}});
  }

  @Test
  void independenceIsZeroAndNeverBelow() {
    assertV(0, new long[][] {{10, 20}, {20, 40}});
    // phi2 is above 0, but less than chance makes it.
    assertV(0, new long[][] {{10, 20}, {20, 41}});
  }

  @Test
  void fewPicturesAndManyValuesAreNoDependence() {
    // Uncorrected V of 3 values that met at random in 9 pictures is 0.41.
    assertV(0, new long[][] {{2, 1, 0}, {0, 1, 2}, {1, 1, 1}});
  }

  @Test
  void nothingCanBeSaidOfConstantsAndOfTooFewPictures() {
    assertEquals(OptionalDouble.empty(), v(new long[][] {{10, 20, 30}}));
    assertEquals(OptionalDouble.empty(), v(new long[][] {{10}, {20}}));
    assertEquals(OptionalDouble.empty(), v(new long[][] {}));
    // Every picture has a value of its own.
    assertEquals(OptionalDouble.empty(), v(new long[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
  }

  @Test
  void havingAValueIsALabelOfTwoValues() {
    PairCounts counts = counts(new long[][] {{10, 20, 30}, {30, 20, 10}, {7, 0, 3}});
    OptionalDouble expected = v(new long[][] {{10, 20, 30}, {37, 20, 13}});
    assertEquals(expected.getAsDouble(), CramersV.ofHaving("a0", counts).getAsDouble(), EXACT);

    OptionalDouble both = v(new long[][] {{10, 50}, {37, 33}});
    assertEquals(both.getAsDouble(), CramersV.ofHaving("a0", "b0", counts).getAsDouble(), EXACT);
  }

  @Test
  void havingWhatAllHaveTellsNothing() {
    PairCounts counts = counts(new long[][] {{10, 20}});
    assertEquals(OptionalDouble.empty(), CramersV.ofHaving("a0", counts));
    assertEquals(OptionalDouble.empty(), CramersV.ofHaving("a0", "b0", counts));
  }

  private static void assertV(double expected, long[][] table) {
    assertEquals(expected, v(table).getAsDouble(), EXACT);
  }

  private static OptionalDouble v(long[][] table) {
    return CramersV.of(counts(table));
  }

  /** Rows are the values a0, a1, ... of the first label, columns b0, b1, ... of the second. */
  static PairCounts counts(long[][] table) {
    long pictures = 0;
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> second = new HashMap<>();
    Map<String, Map<String, Long>> both = new HashMap<>();
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table[i].length; j++) {
        if (table[i][j] > 0) {
          pictures += table[i][j];
          first.merge("a" + i, table[i][j], Long::sum);
          second.merge("b" + j, table[i][j], Long::sum);
          both.computeIfAbsent("a" + i, key -> new HashMap<>()).put("b" + j, table[i][j]);
        }
      }
    }
    return new PairCounts(pictures, first, second, both);
  }
}
