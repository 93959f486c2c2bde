package io.mscon.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.LabelCorruption.Noise;
import io.mscon.data.LabelCorruption.PartialCopy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCorruptionTest {
  private static final int SAMPLES = 20_000;
  private static final int VALUES = 5;
  private static final long SEED = 3;
  private static final List<String> IDS =
      IntStream.range(0, SAMPLES).mapToObj(i -> "picture-" + i).toList();

  /** Of 20 samples 1 lacks it; values 0 to 4 have the shares 10, 30, 5, 50 and 0 percent. */
  private static final int[] CLASSES =
      IntStream.range(0, SAMPLES).map(i -> classOf(i % 20)).toArray();

  private static int classOf(int place) {
    return place < 2 ? 0 : place < 8 ? 1 : place < 9 ? 2 : place < 19 ? 3 : -1;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.4, 0.75})
  void theShareOfFlippedSamplesIsTheOneAskedFor(double share) {
    int[] noisy = corrupt(new Noise(share), "gender");
    for (int value = 0; value < VALUES - 1; value++) {
      int of = count(CLASSES, value);
      assertShare(share, of, of - countBoth(CLASSES, value, noisy, value));
    }
  }

  @Test
  void everyOtherValueIsAsLikely() {
    int[] noisy = corrupt(new Noise(1), "gender");
    for (int from = 0; from < VALUES - 1; from++) {
      for (int to = 0; to < VALUES; to++) {
        double expected = to == from ? 0 : 1.0 / (VALUES - 1);
        assertShare(expected, count(CLASSES, from), countBoth(CLASSES, from, noisy, to));
      }
    }
  }

  @Test
  void aFlipNeverGivesTheSameValueAndMissingStaysMissing() {
    Noise noise = new Noise(0.3);
    int[] noisy = corrupt(noise, "gender");
    for (int i = 0; i < SAMPLES; i++) {
      boolean flipped = CLASSES[i] >= 0 && noise.selects(SEED, "gender", IDS.get(i));
      assertEquals(flipped, noisy[i] != CLASSES[i], IDS.get(i));
      assertEquals(CLASSES[i] < 0, noisy[i] < 0, IDS.get(i));
    }
  }

  @Test
  void whatIsFlippedDependsOnNoOtherSample() {
    Noise noise = new Noise(0.4);
    int[] noisy = corrupt(noise, "gender");
    List<Integer> order = new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
    Collections.shuffle(order, new Random(1));
    List<Integer> half = order.subList(0, SAMPLES / 2);
    int[] shuffled =
        noise.corrupt(
            SEED,
            "gender",
            half.stream().map(IDS::get).toList(),
            half.stream().mapToInt(i -> CLASSES[i]).toArray(),
            VALUES);
    assertArrayEquals(half.stream().mapToInt(i -> noisy[i]).toArray(), shuffled);
  }

  @Test
  void theOrderOfSamplesChangesNoPartOfACopy() {
    PartialCopy copy = new PartialCopy(0.5);
    int[] expected = corrupt(copy, "half");
    List<String> ids = new ArrayList<>(IDS);
    Collections.reverse(ids);
    int[] reversed = IntStream.range(0, SAMPLES).map(i -> CLASSES[SAMPLES - 1 - i]).toArray();
    int[] found = copy.corrupt(SEED, "half", ids, reversed, VALUES);
    assertArrayEquals(
        expected, IntStream.range(0, SAMPLES).map(i -> found[SAMPLES - 1 - i]).toArray());
  }

  @Test
  void metricsAndSeedsFlipIndependently() {
    Noise noise = new Noise(0.4);
    boolean[] gender = selected(noise, SEED, "gender");
    assertArrayEquals(gender, selected(noise, SEED, "gender"));
    for (boolean[] other :
        List.of(selected(noise, SEED, "category"), selected(noise, SEED + 1, "gender"))) {
      int both = 0;
      for (int i = 0; i < SAMPLES; i++) {
        both += gender[i] && other[i] ? 1 : 0;
      }
      assertShare(0.16, SAMPLES, both);
    }
  }

  @Test
  void moreNoiseFlipsTheSameSamplesAndMore() {
    for (String id : IDS) {
      if (new Noise(0.2).selects(SEED, "gender", id)) {
        assertTrue(new Noise(0.4).selects(SEED, "gender", id), id);
      }
    }
  }

  /** P(same value) = copy share + (1 - copy share) P(value). */
  @Test
  void aPartOfACopyHasTheLabelsDistribution() {
    int[] half = corrupt(new PartialCopy(0.5), "half");
    int present = SAMPLES - count(CLASSES, -1);
    for (int value = 0; value < VALUES; value++) {
      int of = count(CLASSES, value);
      double probability = of / (double) present;
      assertShare(0.5 + 0.5 * probability, of, countBoth(CLASSES, value, half, value));
      assertShare(probability, present, count(half, value));
    }
    assertEquals(count(CLASSES, -1), countBoth(CLASSES, -1, half, -1));
  }

  @Test
  void aWholeCopyAndNoNoiseChangeNothing() {
    for (LabelCorruption none : List.of(LabelCorruption.NONE, new Noise(0), new PartialCopy(1))) {
      assertArrayEquals(CLASSES, corrupt(none, "gender"), none.toString());
    }
  }

  @Test
  void aSplitWithoutTheLabelStaysWithoutIt() {
    int[] missing = {-1, -1};
    for (LabelCorruption any : List.of(new Noise(1), new PartialCopy(0))) {
      assertArrayEquals(missing, any.corrupt(SEED, "gender", List.of("a", "b"), missing, VALUES));
    }
  }

  @Test
  void labelsOfOtherKindsAreRefused() {
    LabelSchema heel = new LabelSchema("heel", LabelKind.CONTINUOUS, List.of());
    LabelSchema material = new LabelSchema("material", LabelKind.MULTI_VALUED, List.of("a", "b"));
    LabelSchema brand = new LabelSchema("brand", LabelKind.CATEGORICAL, List.of("acme"));
    assertEquals(
        Optional.of(
            "Invalid metrics: noisy has label-noise = 0.4, but its label is continuous (remove it;"
                + " only categorical labels can be re-labelled)"),
        new Noise(0.4).obstacle("noisy", heel));
    assertEquals(
        Optional.of(
            "Invalid metrics: half has copy-share = 0.5, but its label is multi-valued (remove it;"
                + " only categorical labels can be re-labelled)"),
        new PartialCopy(0.5).obstacle("half", material));
    assertEquals(
        Optional.of(
            "Invalid metrics: noisy has label-noise = 0.4, but the label brand has no other value"
                + " (remove it)"),
        new Noise(0.4).obstacle("noisy", brand));
    assertEquals(Optional.empty(), LabelCorruption.NONE.obstacle("heel", heel));
    assertEquals(Optional.empty(), new PartialCopy(0.5).obstacle("half", brand));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void sharesAreShares(double share) {
    assertThrows(IllegalArgumentException.class, () -> new Noise(share));
    assertThrows(IllegalArgumentException.class, () -> new PartialCopy(share));
  }

  private static int[] corrupt(LabelCorruption corruption, String metric) {
    return corruption.corrupt(SEED, metric, IDS, CLASSES, VALUES);
  }

  private static boolean[] selected(LabelCorruption corruption, long seed, String metric) {
    boolean[] selected = new boolean[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      selected[i] = corruption.selects(seed, metric, IDS.get(i));
    }
    return selected;
  }

  private static int count(int[] classes, int value) {
    return (int) IntStream.of(classes).filter(found -> found == value).count();
  }

  private static int countBoth(int[] first, int firstValue, int[] second, int secondValue) {
    return (int)
        IntStream.range(0, first.length)
            .filter(i -> first[i] == firstValue && second[i] == secondValue)
            .count();
  }

  /** Within 4.5 standard deviations of the binomial distribution. */
  private static void assertShare(double expected, int of, int found) {
    double deviation = Math.sqrt(of * expected * (1 - expected));
    assertEquals(of * expected, found, 4.5 * deviation + 1e-9, expected + " of " + of);
  }
}
