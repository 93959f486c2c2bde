package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DependenceTest {
  private static final double EXACT = 1e-12;

  @Test
  void singleValuesAreCramersV() {
    PairCounts counts = CramersVTest.counts(new long[][] {{30, 10}, {10, 30}});
    assertEquals(CramersV.of(counts), Dependence.between(counts, false, false));
  }

  @Test
  void aSetFollowsFromALabelThatNamesIt() {
    // 20 pictures: 8 {x}, 7 {y}, 5 {x, y}; the other label has a value for each of these sets.
    PairCounts counts =
        new PairCounts(
            20,
            Map.of("x", 13L, "y", 12L),
            Map.of("x alone", 8L, "y alone", 7L, "both", 5L),
            Map.of("x", Map.of("x alone", 8L, "both", 5L), "y", Map.of("y alone", 7L, "both", 5L)));
    // phi2 = 1 for either value, less 2/19; having or not limits it: over 1 - 1/19.
    double expected = Math.sqrt((1 - 2 / 19.0) / (1 - 1 / 19.0));
    assertEquals(expected, Dependence.between(counts, true, false).getAsDouble(), EXACT);
    assertEquals(expected, Dependence.between(counts.swapped(), false, true).getAsDouble(), EXACT);
  }

  @Test
  void theAverageIsWeightedByPictures() {
    // Of 40 pictures 30 have x, 10 have y beside or instead; the label tells y and nothing of x.
    PairCounts counts =
        new PairCounts(
            40,
            Map.of("x", 20L, "y", 10L),
            Map.of("p", 10L, "q", 30L),
            Map.of("x", Map.of("p", 5L, "q", 15L), "y", Map.of("p", 10L)));
    // Seen from the set: y is told wholly, x not at all; (10 * 1 + 20 * 0) / 30. Seen from the
    // label: either value follows from y.
    assertEquals(1, Dependence.between(counts, true, false).getAsDouble(), EXACT);
    assertEquals(0, CramersV.ofHaving("x", counts).getAsDouble(), EXACT);
    assertEquals(1, CramersV.ofHaving("y", counts).getAsDouble(), EXACT);
    // Between two sets likewise, q and p being values of the second.
    assertEquals(1, Dependence.between(counts, true, true).getAsDouble(), EXACT);
  }

  @Test
  void setsThatShareOneOfTwoValuesAreAlikeByThatValuesPictures() {
    // First set: x (20 of 40) and y (10). Second: p, which goes with y, and r, independent of all.
    PairCounts counts =
        new PairCounts(
            40,
            Map.of("x", 20L, "y", 10L),
            Map.of("p", 10L, "r", 20L),
            Map.of("x", Map.of("p", 5L, "r", 10L), "y", Map.of("p", 10L, "r", 5L)));
    assertEquals(10 / 30.0, Dependence.between(counts, true, true).getAsDouble(), EXACT);
  }

  @Test
  void valuesThatAllHaveCountNothing() {
    PairCounts counts =
        new PairCounts(
            10,
            Map.of("x", 10L, "y", 5L),
            Map.of("p", 5L, "q", 5L),
            Map.of("x", Map.of("p", 5L, "q", 5L), "y", Map.of("p", 5L)));
    assertEquals(1, Dependence.between(counts, true, false).getAsDouble(), EXACT);
    PairCounts constant = new PairCounts(10, Map.of("x", 10L), Map.of("p", 5L, "q", 5L), Map.of());
    assertEquals(OptionalDouble.empty(), Dependence.between(constant, true, false));
  }
}
